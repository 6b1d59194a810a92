/** Milliseconds since 1970, half-open: `start` belongs to it, `end` doesn't. Touching intervals don't overlap. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

export function overlap(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Sorted, without empty ones; overlapping and touching ones become one. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && next.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    else merged.push(next);
  }
  return merged;
}

/** The first of `sorted` (a {@link union}) that ends after `point`; what came before it can't matter to the point. */
function firstEndingAfter(sorted: readonly Interval[], point: number): Interval | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Interval).end <= point) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}

/** Whether `wanted` lies whole in one of `sorted` (a {@link union}). */
export function covers(sorted: readonly Interval[], wanted: Interval): boolean {
  const candidate = firstEndingAfter(sorted, wanted.start);
  return candidate !== undefined && candidate.start <= wanted.start && wanted.end <= candidate.end;
}

/** Whether `wanted` meets any of `sorted` (a {@link union}). */
export function meets(sorted: readonly Interval[], wanted: Interval): boolean {
  const candidate = firstEndingAfter(sorted, wanted.start);
  return candidate !== undefined && overlap(candidate, wanted);
}
