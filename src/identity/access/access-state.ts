import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import type { Role, SignedIn } from '../../base/access/index.js';
import { Database, Listener } from '../../base/database/index.js';
import { Purges } from '../../base/jobs/index.js';
import { Clock, type Ticking } from '../../base/time/index.js';
import { ACCESS_TOKEN_MINUTES } from './access-tokens.js';

const CHANNEL = 'sevenfold_access';
const POLL_SECONDS = 3;
/** As long as a token that knows nothing of the change can be good, and some more for clocks that differ. */
const KEEP_MS = (ACCESS_TOKEN_MINUTES + 5) * 60_000;

interface AccountState {
  readonly active: boolean;
  readonly emailVerified: boolean;
  readonly roles: ReadonlySet<Role>;
  readonly moderatedArea: number | null;
  readonly untilMs: number;
}

interface Changes {
  readonly horizon: string;
  readonly sessions: readonly string[] | null;
  readonly accounts:
    | readonly {
        readonly id: string;
        readonly active: boolean;
        readonly verified: boolean;
        readonly roles: Role[];
        readonly area: number | null;
      }[]
    | null;
}

/**
 * What has changed since tokens were issued that are still good: sessions and keys that ended, accounts whose status, roles or
 * verification are others now. Kept in memory, so that no request asks the database; fresh within moments by NOTIFY, and
 * by a poll within three seconds where a notification was lost.
 */
@Injectable()
export class AccessState implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(AccessState.name);
  readonly #ended = new Map<string, number>();
  readonly #accounts = new Map<string, AccountState>();
  readonly #listeners: (() => void)[] = [];
  /** Transactions from this one on may have committed since the last look. */
  #horizon: string | undefined;
  #polling: Ticking | undefined;
  #looking: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(
    private readonly database: Database,
    private readonly listener: Listener,
    private readonly clock: Clock,
    purges: Purges,
  ) {
    purges.add({ table: 'access_change', rows: 'all', keep: { hours: 1 }, since: 'changed_at' });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#look();
    this.listener.on(CHANNEL, () => void this.refresh());
    this.#polling = this.clock.every(POLL_SECONDS, () => this.refresh());
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopped = true;
    await this.#polling?.stop();
    await this.#looking;
  }

  onChange(changed: () => void): void {
    this.#listeners.push(changed);
  }

  /** The viewer of a token with what has changed since; undefined when they are nobody any more. */
  current(viewer: SignedIn): SignedIn | undefined {
    const heldBy = viewer.keyId ?? viewer.sessionId;
    if (heldBy !== null && this.#ended.has(heldBy)) return undefined;
    const state = this.#accounts.get(viewer.accountId);
    if (!state) return viewer;
    const { active, roles, emailVerified, moderatedArea } = state;
    if (!active) return undefined;
    return { ...viewer, roles, emailVerified, moderatedArea: moderatedArea ?? undefined };
  }

  /** One look at a time; one that is asked for meanwhile comes after it. */
  async refresh(): Promise<void> {
    if (this.#stopped) return;
    if (this.#looking) {
      this.#again = true;
      return this.#looking;
    }
    this.#looking = this.#lookUntilDone();
    await this.#looking;
  }

  async #lookUntilDone(): Promise<void> {
    try {
      do {
        this.#again = false;
        await this.#look();
      } while (this.#wantsAnother());
    } catch (error) {
      this.#log.warn(`Changes of access can't be read: ${(error as Error).message}`);
    } finally {
      this.#looking = undefined;
    }
  }

  #wantsAnother(): boolean {
    return this.#again;
  }

  async #look(): Promise<void> {
    // At first by time, then by transaction: one that began before the last look may commit after it.
    const [which, from] = this.#horizon
      ? ['xid >= $1::xid8', this.#horizon]
      : ['changed_at > $1::timestamptz', this.clock.now().subtract({ milliseconds: KEEP_MS }).toString()];
    const changes = await this.database.queryOne<Changes>(
      `WITH changed AS (SELECT account_id, session_id FROM access_change WHERE ${which})
       SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
         (SELECT array_agg(DISTINCT session_id) FROM changed WHERE session_id IS NOT NULL) AS sessions,
         (SELECT json_agg(json_build_object('id', a.id, 'active', a.status = 'ACTIVE', 'verified', a.email_verified_at IS NOT NULL,
                 'roles', ARRAY(SELECT g.role FROM role_grant g WHERE g.account_id = a.id),
                 'area', (SELECT g.area_number FROM role_grant g WHERE g.account_id = a.id AND g.role = 'MODERATOR')))
          FROM account a WHERE a.id IN (SELECT account_id FROM changed WHERE session_id IS NULL)) AS accounts`,
      [from],
    );
    if (!changes) return;
    this.#horizon = changes.horizon;
    this.#forget();
    if (this.#take(changes)) this.#listeners.forEach((changed) => changed());
  }

  #take({ sessions, accounts }: Changes): boolean {
    const untilMs = this.clock.now().epochMilliseconds + KEEP_MS;
    for (const id of sessions ?? []) this.#ended.set(id, untilMs);
    for (const { id, active, verified: emailVerified, roles, area: moderatedArea } of accounts ?? [])
      this.#accounts.set(id, {
        active,
        emailVerified,
        roles: new Set<Role>(['LEARNER', ...roles]),
        moderatedArea,
        untilMs,
      });
    return sessions !== null || accounts !== null;
  }

  #forget(): void {
    const nowMs = this.clock.now().epochMilliseconds;
    for (const [id, untilMs] of this.#ended) if (untilMs < nowMs) this.#ended.delete(id);
    for (const [id, { untilMs }] of this.#accounts) if (untilMs < nowMs) this.#accounts.delete(id);
  }
}
