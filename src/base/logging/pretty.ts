const COLOURS: Readonly<Record<string, number>> = { fatal: 35, error: 31, warn: 33, info: 32, debug: 36, trace: 90 };

interface Line {
  readonly level: string;
  readonly time: string;
  readonly context?: string;
  readonly msg?: string;
  readonly err?: { readonly stack?: string; readonly message?: string; readonly cause?: unknown };
  readonly [field: string]: unknown;
}

/** A line of the log for people: time of day, level, who says it, what, and below it where an error comes from. */
export function pretty(json: string, coloured: boolean): string {
  const paint = (text: string, colour: number) => (coloured ? `\u001b[${colour}m${text}\u001b[39m` : text);
  const { level, time, context, msg, err, ...others } = JSON.parse(json) as Line;
  const parts = [
    paint(time.slice(11, 23), 90),
    paint(level.toUpperCase().padStart(5), COLOURS[level] ?? 39),
    ...(context ? [paint(`[${context}]`, 33)] : []),
    ...(msg ? [msg] : []),
    ...Object.entries(others)
      .filter(([name]) => name !== 'pid')
      .map(([name, value]) => paint(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`, 90)),
  ];
  return `${parts.join(' ')}\n${err ? below(err, msg) : ''}`;
}

/** @param said what needn't be repeated */
function below({ stack, message, cause }: NonNullable<Line['err']>, said?: string): string {
  const frames = stack?.indexOf('\n    at ') ?? -1;
  const text = said !== undefined && said === message && frames >= 0 ? stack?.slice(frames + 1) : (stack ?? message);
  const own = `  ${(text ?? '').replaceAll('\n', '\n  ')}\n`;
  return cause ? `${own}  caused by:\n${below(cause)}` : own;
}
