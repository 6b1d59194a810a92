/** Of one request, coerced. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number that is known, or that the variables of a request decide. */
export type Amount = number | ((variables: Variables) => number);

export function evaluate(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

type Varying = Exclude<Amount, number>;

/** Folds what is known, so that a request computes only what depends on it. */
function fold(amounts: readonly Amount[], start: number, join: (a: number, b: number) => number): Amount {
  const known = amounts.filter((amount) => typeof amount === 'number').reduce(join, start);
  const varying = amounts.filter((amount): amount is Varying => typeof amount !== 'number');
  if (varying.length === 0) return known;
  return (variables) => {
    let result = known;
    for (const amount of varying) result = join(result, amount(variables));
    return result;
  };
}

const add = (a: number, b: number): number => a + b;
const multiply = (a: number, b: number): number => a * b;
const larger = (a: number, b: number): number => Math.max(a, b);

export const sum = (amounts: readonly Amount[]): Amount => fold(amounts, 0, add);
export const product = (...amounts: readonly Amount[]): Amount =>
  amounts.includes(0) ? 0 : fold(amounts, 1, multiply);
export const most = (amounts: readonly Amount[]): Amount => fold(amounts, 0, larger);
