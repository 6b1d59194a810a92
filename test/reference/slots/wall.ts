/** Minutes since 1970. Wall time is counted the same way: as a clock in UTC would have passed them when it shows that time. */
const DAY = 1_440;
const QUARTER = 15;

/**
 * What a clock on the wall of a zone shows, asked of Intl. A page is a day of UTC: Intl is asked at each of its quarters of
 * an hour, and at each minute of those in which the clock doesn't go on by fifteen minutes.
 */
export class WallClock {
  static readonly #known = new Map<string, WallClock>();
  readonly #format: Intl.DateTimeFormat;
  readonly #pages = new Map<number, Int32Array>();
  readonly #once = new Map<number, number>();

  private constructor(timeZone: string) {
    const twoDigits = '2-digit';
    this.#format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, calendar: 'gregory', hourCycle: 'h23', year: 'numeric' },
      ...{ month: twoDigits, day: twoDigits, hour: twoDigits, minute: twoDigits },
    });
  }

  static of(zone: string): WallClock {
    let clock = this.#known.get(zone);
    if (!clock) this.#known.set(zone, (clock = new WallClock(zone)));
    return clock;
  }

  /** For minutes of a range that is gone through. */
  at(minute: number): number {
    const number = Math.floor(minute / DAY);
    let page = this.#pages.get(number);
    if (!page) this.#pages.set(number, (page = this.#page(number * DAY)));
    return page[minute - number * DAY] as number;
  }

  /** For a minute anywhere. */
  once(minute: number): number {
    let shown = this.#once.get(minute);
    if (shown === undefined) this.#once.set(minute, (shown = this.#ask(minute)));
    return shown;
  }

  #page(first: number): Int32Array {
    const page = new Int32Array(DAY);
    let shown = this.#ask(first);
    for (let quarter = 0; quarter < DAY; quarter += QUARTER) {
      const next = this.#ask(first + quarter + QUARTER);
      const steady = next - shown === QUARTER;
      for (let more = 0; more < QUARTER; more++)
        page[quarter + more] = steady ? shown + more : this.#ask(first + quarter + more);
      shown = next;
    }
    return page;
  }

  #ask(minute: number): number {
    const read = this.#format
      .format(minute * 60_000)
      .split(/\D+/)
      .map(Number);
    const [month, day, year, hour, past] = read as [number, number, number, number, number];
    return Date.UTC(year, month - 1, day, hour, past) / 60_000;
  }
}
