import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { SCALARS } from '../../src/base/graphql/scalars.js';
import { Temporal } from '../../src/base/time/index.js';

function read(text: string): string | undefined {
  try {
    return (SCALARS.DateTime?.parseValue(text) as Temporal.Instant).toString();
  } catch {
    return undefined;
  }
}

/** As Temporal alone has it. */
function right(text: string): string | undefined {
  try {
    const instant = Temporal.Instant.from(text);
    const { year } = instant.toZonedDateTimeISO('UTC');
    const floored = instant.round({ smallestUnit: 'microsecond', roundingMode: 'floor' });
    return year >= 1900 && year <= 2999 ? floored.toString() : undefined;
  } catch {
    return undefined;
  }
}

const digits = (count: number, most: number) =>
  fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(count, '0'));
const texts = fc
  .tuple(
    fc.oneof(digits(4, 9999), fc.constantFrom('1899', '1900', '2024', '2999', '3000')),
    digits(2, 13),
    digits(2, 32),
    digits(2, 25),
    digits(2, 60),
    digits(2, 61),
    fc.oneof(
      fc.constant(''),
      fc.integer({ min: 1, max: 9 }).chain((n) => digits(n, 10 ** n - 1).map((part) => `.${part}`)),
    ),
    fc.constantFrom('Z', 'Z', '+00:00', '-05:30', '+14:00'),
  )
  .map(
    ([year, month, day, hour, minute, second, part, zone]) =>
      `${year}-${month}-${day}T${hour}:${minute}:${second}${part}${zone}`,
  );

test('an instant is read as Temporal reads it, however it is written', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect([text, read(text)]).toEqual([text, right(text)]);
    }),
    { numRuns: 5_000, examples: [['2026-02-30T00:00:00Z'], ['2024-02-29T23:59:60Z'], ['2026-01-01T24:00:00Z']] },
  );
});

test.each(['2026-11-01', '2026-11-01T05:30Z', '2026-11-01 05:30:00Z', '2026-11-01T05:30:00', 'now', ''])(
  '%p is no instant',
  (text) => {
    expect(read(text)).toBeUndefined();
  },
);
