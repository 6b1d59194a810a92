import { createHash } from 'node:crypto';

const FAR = 2n ** 62n;

const known = new Map<string, bigint>();

/** Microseconds since 1970 of an instant as PostgreSQL or a client writes it. */
export function micros(text: string): bigint {
  let found = known.get(text);
  if (found === undefined) {
    found = parsed(text);
    if (text.endsWith('+00')) known.set(text, found); // as it is stored: it comes again
  }
  return found;
}

function parsed(text: string): bigint {
  if (text === 'infinity') return FAR;
  if (text === '-infinity') return -FAR;
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d+))?(\+00|Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!parts) throw new Error(`${text} is no instant`);
  const [, date, time, fraction = '', offset = ''] = parts;
  const ms = Date.parse(`${date}T${time}${offset === '+00' ? 'Z' : offset}`);
  return BigInt(ms) * 1_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}

const isoOf = (all: bigint): string => {
  const iso = new Date(Number(all / 1_000n)).toISOString();
  const rest = Number(all % 1_000n);
  return rest === 0 ? iso : iso.replace('Z', `${String(rest).padStart(3, '0')}Z`);
};

/** The contract's form: milliseconds, and microseconds where there are any. */
export function dateTime(text: string): string {
  return isoOf(micros(text));
}

export function plusMinutes(text: string, minutes: number): string {
  return isoOf(micros(text) + BigInt(minutes) * 60_000_000n);
}

/** A cursor: the place of a row in an order, with a checksum under the server's key. */
export function cursorOf(secret: string, place: string, keys: readonly string[]): string {
  const position = [place, ...keys].join('\u001f');
  const checksum = createHash('sha256').update(secret).update(position).digest('hex').slice(0, 16);
  return Buffer.from(checksum + position).toString('base64');
}

/** The keys within a cursor that was given out for this place; undefined for every other text. */
export function keysOf(secret: string, place: string, cursor: string): string[] | undefined {
  const position = Buffer.from(cursor, 'base64').toString().slice(16);
  const [named, ...keys] = position.split('\u001f');
  return named === place && cursorOf(secret, place, keys) === cursor ? keys : undefined;
}

/** Wall time of a zone with its offset, from Intl alone. */
export function local(text: string, timeZone: string): string {
  const seconds = Math.floor(Number(micros(text) / 1_000_000n)) * 1_000;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const parts = format.formatToParts(new Date(seconds));
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  const wall = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
  const offset = (Date.parse(`${wall}Z`) - seconds) / 60_000;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}
