const REDACTED = '[redacted]';
const DEEPEST = 8;
const LONGEST_LIST = 100;
const LONGEST_TEXT = 10_000;

/** Parts of names (without - and _) under which nothing is ever told. */
const SECRET_NAMES = /pass(word|wd|phrase)|secret|token|authorization|cookie|credential|email|apikey|privatekey/;
/** Names under which somebody's data come: what was sent to us, and what drivers add to their errors. */
const DATA_NAMES = new Set(['variables', 'headers', 'parameters', 'values', 'detail', 'where']);

const IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/(\w:\/\/)[^\s/@]{1,300}@/g, `$1${REDACTED}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/-]{8,}=*/gi, `$1 ${REDACTED}`],
  [/\bsfk_[\w-]{8,}/g, REDACTED],
  [/\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g, REDACTED],
  [
    /\b(\w{0,30}(?:password|passwd|secret|token|cookie|authorization)["']?\s{0,3}[=:]\s{0,3})(?!\[redacted|Bearer|Basic)("[^"]*"|'[^']*'|[^\s"',;}]+)/gi,
    `$1${REDACTED}`,
  ],
  [/[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,}/gu, '[email]'],
];

/** A text without the secrets and mail addresses that can be told by their form. */
export function redactedText(text: string): string {
  const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  return IN_TEXT.reduce((rest, [form, replacement]) => rest.replace(form, replacement), short);
}

/** A copy, ready for JSON, without what must not be told at any depth: in objects, lists, maps and errors with their causes. */
export function redacted(value: unknown): unknown {
  return copy(value, 0, []);
}

function isHidden(name: string): boolean {
  const plain = name.toLowerCase().replace(/[-_]/g, '');
  return SECRET_NAMES.test(plain) || DATA_NAMES.has(plain);
}

function copy(value: unknown, depth: number, above: readonly object[]): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  if (depth >= DEEPEST) return '[deeper]';
  const path = [...above, value];
  const inner = (below: unknown) => copy(below, depth + 1, path);
  const fields = (entries: Iterable<readonly [unknown, unknown]>): Record<string, unknown> =>
    Object.fromEntries(
      [...entries].map(([name, below]) => [String(name), isHidden(String(name)) ? REDACTED : inner(below)]),
    );
  if (value instanceof Error) return { ...asFields(value, inner), ...fields(Object.entries(value)) };
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value) || value instanceof Set) return [...value].slice(0, LONGEST_LIST).map(inner);
  if (value instanceof Map) return fields(value);
  if ('toJSON' in value && typeof value.toJSON === 'function') return inner((value as { toJSON(): unknown }).toJSON());
  return fields(Object.entries(value));
}

function asFields(error: Error, inner: (value: unknown) => unknown): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message: redactedText(message),
    stack: stack && redactedText(stack),
    ...(cause !== undefined && { cause: inner(cause) }),
    ...(error instanceof AggregateError && { errors: inner(error.errors) }),
  };
}
