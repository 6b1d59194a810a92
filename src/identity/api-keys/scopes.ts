/** What a key may be made for. The policies say which mutations each opens; `read` opens queries and subscriptions. */
export const SCOPES = ['read', 'posts:write'] as const;

export function isScope(text: string): boolean {
  return (SCOPES as readonly string[]).includes(text);
}
