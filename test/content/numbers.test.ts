import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../src/content-check/expression.js';
import { agrees, shownNumber } from '../../src/content-check/numbers.js';

describe('numbers', () => {
  test.each([
    ['1 + 2 * 3 ** 2', 19],
    ['-2 ** 2 + 4', 0],
    ['2 ** 3 ** 2', 512],
    ['(1 - 0.9) / sqrt(4)', 0.05],
    ['7e9 * 16 / 2 ** 30', 104.3081283569336],
    ['sum([1, 2, 3].map((x, i) => x * i))', 8],
    ['mean(range(5))', 2],
    ['range(10).filter(x => x % 3 == 0).length', 4],
    ['[1, 2, 3].reduce((a, b) => a * b, 10)', 60],
    ['[1, 2, 3].reduce((a, b) => a * b)', 6],
    ['((a, b) => a - b)(5, 3)', 2],
    ['[[1, 2], [3, 4]].map(([a, b]) => a * b)[1]', 12],
    ['min(...[3, 2]) + max(1, 5) + Math.floor(2.7)', 9],
    ['3 > 2 && !(1 >= 2) ? 1 : 0', 1],
    ['1_000 + .5', 1000.5],
    ['sum(["a", "b", "a"].map(x => x === "a"))', 2],
    ['log(exp(2)) + log2(8) + abs(-1) + round(2.5) + ceil(0.1)', 10],
  ])('%s', (source, value) => expect(evaluate(source)).toBeCloseTo(value, 10));

  test.each([
    '1 +',
    'x',
    'constructor',
    '[].constructor',
    'sum.call(1)',
    '1; 2',
    '`1`',
    'new Date()',
    'this',
    '1 / 0',
    '[1, 2]',
    'globalThis',
    '(() => { })()',
    'f = 1',
    '"a" * 2',
    '[1][5]',
    '__proto__',
    'toString()',
    'import("fs")',
  ])('%s is no number', (source) => expect(() => evaluate(source)).toThrow());

  test('what takes for ever ends', () => {
    const started = performance.now();
    expect(() => evaluate('range(2000).map(x => range(2000).map(y => x * y).length).length')).toThrow(/too long/);
    expect(() => evaluate('(f => f(f))(f => f(f))')).toThrow();
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test.each([
    ['8,030,261,248', 8_030_261_248, 0],
    ['16.06 GB', 16.06, 2],
    ['218{,}112{,}000', 218_112_000, 0],
    ['about 70\\%', 70, 0],
    ['−0.5 points', -0.5, 1],
    ['$1.50 \\times 10^{10}$', 1.5e10, -8],
    ['$10^{-3}$ or so', undefined, 0],
    ['3.00e-04', 3e-4, 6],
    ['x-3', 3, 0],
    ['F1 0.375 on an A100', 0.375, 3],
    ['$\\approx2.5$', 2.5, 1],
    ['7 to 8', undefined, 0],
    ['none', undefined, 0],
  ])('%s shows one', (text, value, decimals) => {
    expect(shownNumber(text)).toEqual(value === undefined ? undefined : { value, decimals });
  });

  test('agree to the digits that are shown', () => {
    expect(agrees(16.0605, { value: 16.06, decimals: 2 })).toBe(true);
    expect(agrees(16.0651, { value: 16.06, decimals: 2 })).toBe(false);
    expect(agrees(15_009_316_864, { value: 1.5e10, decimals: -8 })).toBe(true);
    expect(agrees(15_109_316_864, { value: 1.5e10, decimals: -8 })).toBe(false);
    expect(agrees(0.125, { value: 0.13, decimals: 2 })).toBe(true);
  });
});
