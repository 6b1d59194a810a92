export type Callable = (...args: Value[]) => Value;
/** What an expression can give. */
export type Value = number | boolean | string | Value[] | Callable;
export function numberOf(value: Value | undefined): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  throw new Error('has something else where a number belongs');
}
export function listOf(value: Value | undefined): Value[] {
  if (Array.isArray(value)) return value;
  throw new Error('has something else where a list belongs');
}
export function callableOf(value: Value | undefined): Callable {
  if (typeof value === 'function') return value;
  throw new Error('calls what is no function');
}
const numbersOf = (args: readonly Value[]): number[] =>
  (args.length === 1 && Array.isArray(args[0]) ? args[0] : args).map(numberOf);
const sum = (list: readonly number[]): number => list.reduce((total, item) => total + item, 0);

const MATH = [
  'log',
  'log2',
  'log10',
  'log1p',
  'exp',
  'expm1',
  'sqrt',
  'cbrt',
  'round',
  'ceil',
  'floor',
  'trunc',
  'sign',
  'pow',
  'abs',
  'sin',
  'cos',
  'tan',
  'tanh',
  'atan',
] as const;
/** What an expression can name beside its own parameters. */
export const NAMES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...MATH.map((name): [string, Callable] => {
    // Those that take fewer leave the others unread.
    const compute: (a: number, b: number) => number = Math[name].bind(Math);
    return [
      name,
      (...args) => {
        const [a = NaN, b = NaN] = args.map(numberOf);
        return compute(a, b);
      },
    ];
  }),
  ['min', (...args) => Math.min(...numbersOf(args))],
  ['max', (...args) => Math.max(...numbersOf(args))],
  ['sum', (...args) => sum(numbersOf(args))],
  ['mean', (...args) => sum(numbersOf(args)) / numbersOf(args).length],
  ['PI', Math.PI],
  ['E', Math.E],
  ['true', true],
  ['false', false],
]);

/** Functions of lists, as methods. */
export const METHODS: Readonly<Record<string, (list: Value[], args: readonly Value[]) => Value>> = {
  map: (list, [each]) => list.map((item, index) => callableOf(each)(item, index)),
  filter: (list, [keep]) => list.filter((item, index) => callableOf(keep)(item, index)),
  every: (list, [holds]) => list.every((item, index) => callableOf(holds)(item, index)),
  some: (list, [holds]) => list.some((item, index) => callableOf(holds)(item, index)),
  flat: (list) => list.flatMap((item) => item),
  slice: (list, [from, to]) =>
    list.slice(from === undefined ? 0 : numberOf(from), to === undefined ? undefined : numberOf(to)),
  concat: (list, more) => [...list, ...more.flat()],
  includes: (list, [item]) => list.includes(item as Value),
  reduce: (list, args) => {
    const [step, ...start] = args;
    const [first, ...rest] = [...start, ...list];
    if (first === undefined) throw new Error('reduces an empty list without a start');
    return rest.reduce((total, item, index) => callableOf(step)(total, item, index + 1 - start.length), first);
  },
};

/** By how tightly they bind, loosest first; `**` is apart, since it binds to the right and tighter than a sign. */
export const BINARY: readonly Readonly<Record<string, (a: Value, b: Value) => Value>>[] = [
  { '||': (a, b) => a || b },
  { '&&': (a, b) => a && b },
  { '===': (a, b) => a === b, '==': (a, b) => a === b, '!==': (a, b) => a !== b, '!=': (a, b) => a !== b },
  {
    '<': (a, b) => numberOf(a) < numberOf(b),
    '<=': (a, b) => numberOf(a) <= numberOf(b),
    '>': (a, b) => numberOf(a) > numberOf(b),
    '>=': (a, b) => numberOf(a) >= numberOf(b),
  },
  { '+': (a, b) => numberOf(a) + numberOf(b), '-': (a, b) => numberOf(a) - numberOf(b) },
  {
    '*': (a, b) => numberOf(a) * numberOf(b),
    '/': (a, b) => numberOf(a) / numberOf(b),
    '%': (a, b) => numberOf(a) % numberOf(b),
  },
];
