import type { Prose } from './prose.js';

export interface Link {
  readonly label: Prose;
  /** Begins with a slash; what comes before it is always our own address. */
  readonly path: string;
}

export interface Rendered {
  readonly text: string;
  readonly html: string;
}

/** The address of a path of ours, and of nothing else. */
export function addressOf(publicUrl: string, path: string): string {
  if (!path.startsWith('/')) throw new Error(`A link in a mail begins with a slash: ${path}`);
  return new URL(publicUrl + path).href;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}

/** Both parts of a message, from the same words. */
export function render(body: readonly (Prose | Link)[], publicUrl: string, unsubscribe: string | undefined): Rendered {
  const text: string[] = [];
  const html: string[] = [];
  for (const part of body) {
    if (typeof part === 'string') {
      text.push(part);
      html.push(`<p>${escapeHtml(part)}</p>`);
    } else {
      const url = addressOf(publicUrl, part.path);
      text.push(`${part.label}:\n${url}`);
      html.push(`<p>${anchor(url, part.label)}</p>`);
    }
  }
  const home = new URL(publicUrl).host;
  return {
    text: `${text.join('\n\n')}\n\n-- \nSevenfold, ${publicUrl}\n${unsubscribe ? `No more mail of this kind: ${unsubscribe}\n` : ''}`,
    html: [
      '<!doctype html><html lang="en"><meta charset="utf-8"><body style="font:16px/1.5 sans-serif;max-width:36em">',
      ...html,
      `<p style="color:#666;font-size:13px">Sevenfold, ${anchor(publicUrl, home)}${unsubscribe ? `<br>${anchor(unsubscribe, 'No more mail of this kind')}` : ''}</p>`,
      '</body></html>\n',
    ].join('\n'),
  };
}

function anchor(url: string, label: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;
}
