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
  const { level, time, pid: _, context, msg, err, ...fields } = JSON.parse(json) as Line;
  const parts = [
    paint(time.slice(11, 23), 90),
    paint(level.toUpperCase().padStart(5), COLOURS[level] ?? 39),
    ...(context ? [paint(`[${context}]`, 33)] : []),
    ...(msg ? [msg] : []),
    ...Object.entries(fields).map(([name, value]) =>
      paint(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`, 90),
    ),
  ];
  return `${parts.join(' ')}\n${err ? below(err) : ''}`;
}

function below({ stack, message, cause }: NonNullable<Line['err']>): string {
  const own = `  ${(stack ?? message ?? '').replaceAll('\n', '\n  ')}\n`;
  return cause ? `${own}  caused by:\n${below(cause as NonNullable<Line['err']>)}` : own;
}
