import type { PageArguments } from './pages.js';
import type { SearchPlan } from './resolvers/search.js';
import type { Eyes, Rules } from './rules.js';
import type { RowOf } from './tables.js';

export interface Calendars {
  readonly url: string;
  readonly key: Buffer;
  /** Of the addresses of exports. */
  readonly exportKey: Buffer;
}

/** What every resolver gets: who looks, at what, and with which key the server signs cursors. */
export interface Look {
  readonly eyes: Eyes;
  readonly rules: Rules;
  readonly secret: string;
  /** Where the server answers, and the key of its calendars' addresses. */
  readonly calendars: Calendars;
  /** The public key that browsers subscribe with. */
  readonly webKey: string;
  /** By query. */
  readonly searchPlans: ReadonlyMap<string, SearchPlan>;
  /** Notes a cursor that is given out, for later operations to come back with. */
  readonly give: (place: string, cursor: string) => string;
}

/** Every field of every filter; which of them a field takes, the schema says. */
export interface Filter {
  readonly areas?: readonly number[] | null;
  readonly topics?: readonly string[] | null;
  readonly languages?: readonly string[] | null;
  readonly followed?: boolean | null;
  readonly favourited?: boolean | null;
  readonly notMetBefore?: boolean | null;
  readonly bookmarked?: boolean | null;
  readonly notAttempted?: boolean | null;
  readonly author?: string | null;
  readonly statuses?: readonly string[] | null;
  readonly difficulty?: readonly string[] | null;
  readonly kinds?: readonly string[] | null;
  readonly availableBefore?: string | null;
  readonly role?: string | null;
  readonly subject?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** Every argument of every field. */
export interface Args extends PageArguments {
  readonly id: string;
  readonly ids: readonly string[];
  readonly slug: string;
  readonly handle: string;
  readonly author: string;
  readonly prompt: string;
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly durationMinutes: number;
  readonly areas?: readonly number[] | null;
  readonly topics?: readonly string[] | null;
  readonly query: string;
  readonly kinds?: readonly string[] | null;
  readonly difficulty?: readonly string[] | null;
  readonly filter?: Filter | null;
  readonly orderBy?: string | null;
}

export type Resolver = (row: RowOf, look: Look, args: Args) => unknown;
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;
