import type { Bank, Fault } from './bank.js';
import { evaluate } from './expression.js';

/** A number as a text shows it, with the decimals it shows. */
export interface Shown {
  readonly value: number;
  /** The place of its last digit: 2 for 1.25, -8 for 1.5 · 10^9. */
  readonly decimals: number;
}

const PLAIN = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`;
/** Digits in names, as of F1, int8 or A100, are none. */
const IN_NAME = String.raw`(?<![A-Za-z_][\d.,]*)`;
/** `1.5 \times 10^{9}`, `1.5e9`, `10^{12}`, or a plain number. A minus belongs to it unless it joins words or sums. */
const NUMBER = new RegExp(
  String.raw`(?<sign>(?<![\w.)}\]])[-−]\s?)?${IN_NAME}(?:(?<mantissa>${PLAIN})\s*(?:\\times|\\cdot|×|·)\s*10\^\{?(?<exponent>[-−]?\d+)\}?|(?<float>\d+(?:\.\d+)?)e(?<power>[-+]?\d+)|(?<plain>${PLAIN}))`,
  'g',
);

/** @returns the one number of the text; undefined when it has none or several */
export function shownNumber(text: string): Shown | undefined {
  const found = [...plainText(text).matchAll(NUMBER)];
  if (found.length !== 1) return undefined;
  const { sign, mantissa, exponent, float, power, plain } = found[0]?.groups ?? {};
  const digits = (mantissa ?? float ?? plain ?? '').replaceAll(',', '');
  const scale = Number((exponent ?? power ?? '0').replace('−', '-'));
  const decimals = (digits.split('.')[1] ?? '').length - scale;
  return { value: (sign ? -1 : 1) * Number(`${digits}e${scale}`), decimals };
}

/** LaTeX groups digits as `8{,}030`, spaces them by `\,`, and escapes the percent sign. */
function plainText(text: string): string {
  return text
    .replace(/\{,\}/g, ',')
    .replace(/(\d)\\,(?=\d{3})/g, '$1,')
    .replace(/\\([%$])/g, '$1')
    .replace(/\\(?!times|cdot)[A-Za-z]+/g, ' ');
}

/** The same to as many digits as are shown; a tie may be rounded either way. */
export function agrees(computed: number, { value, decimals }: Shown): boolean {
  return Math.abs(computed - value) <= 0.5 * 10 ** -decimals * (1 + 1e-6) + Number.EPSILON * Math.abs(value);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** Where a formula begins and ends, and how it groups digits, makes no difference to who reads it. */
const asRead = (text: string): string => oneLine(text).replace(/\$/g, '').replace(/\{,\}/g, ',');

/** Not as a part of a longer number. */
function standsIn(text: string, shows: string): boolean {
  const exactly = shows.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\d.,](?=\\d))${exactly}(?!(?<=\\d)[.,]?\\d)`).test(text);
}

/** How many a question of this kind has at least. */
const LEAST_IN_NUMERIC = 2;

/** Each number that a question declares stands in its text, and is what its expression gives. */
export function checkNumbers({ questions }: Bank): Fault[] {
  return questions.flatMap(({ file, record }) => {
    const fault = (path: string, says: string): Fault => ({ kind: 'number', file, path, says });
    const texts = [record.prompt, record.shortAnswer, record.answer].map(asRead);
    const faults = record.numbers.flatMap(({ shows, computes }, index): Fault[] => {
      const at = `numbers.${index}`;
      const shown = shownNumber(shows);
      if (!texts.some((text) => standsIn(text, asRead(shows))))
        return [fault(`${at}.shows`, `“${shows}” stands neither in the prompt nor in an answer`)];
      if (!shown) return [fault(`${at}.shows`, `“${shows}” has to hold one number`)];
      try {
        const computed = evaluate(computes);
        return agrees(computed, shown) ? [] : [fault(at, `shows “${shows}”, but ${oneLine(computes)} is ${computed}`)];
      } catch (error) {
        return [fault(`${at}.computes`, `“${oneLine(computes)}” ${(error as Error).message}`)];
      }
    });
    if (record.kind === 'NUMERIC' && record.numbers.length < LEAST_IN_NUMERIC)
      faults.push(fault('numbers', `has ${record.numbers.length}; a NUMERIC question has ${LEAST_IN_NUMERIC} or more`));
    return faults;
  });
}
