/** They come from machines, again and again: no sign that somebody uses the service. */
export function isProbe(path: string | undefined): boolean {
  return path === '/livez' || path === '/readyz';
}
