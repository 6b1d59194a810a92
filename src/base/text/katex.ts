import plugin from '@vscode/markdown-it-katex';
import type MarkdownIt from 'markdown-it';

// The package is CommonJS whose default export arrives under `default` once more; its types don't say so.
const imported = plugin as unknown as { default?: unknown };

/** `$...$` and `$$...$$` as math. */
export const katex = (imported.default ?? plugin) as unknown as (
  md: InstanceType<typeof MarkdownIt>,
  options: object,
) => void;
