import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../base/access/index.js';
import type { FieldCode } from '../base/errors/index.js';
import { keyOf, param, Row, sql, ViewFinder } from '../base/views/index.js';
import { questionVisible } from '../questions/index.js';

export interface KnownQuestion {
  readonly id: string;
  /** Those that have been in the bank, the first one first. */
  readonly versions: readonly KnownVersion[];
  readonly hints: number;
  /** The account's. */
  readonly timeZone: string;
}

export interface KnownVersion {
  readonly version: number;
  /** ms; since when it was in the bank. */
  readonly since: number;
}

/** Why a record can't be taken. */
export interface Problem {
  readonly code: FieldCode;
  readonly message: string;
}

export const NO_QUESTION: Problem = { code: 'UNKNOWN', message: 'There is no such question.' };

/** What the bank had at an instant (ms). Who practised before a question was in it, on another clock maybe, had its first version. */
export function versionAt({ versions }: KnownQuestion, ms: number): number | undefined {
  return (versions.findLast(({ since }) => since <= ms) ?? versions[0])?.version;
}

/** Looks up what records name, all at once. */
@Injectable()
export class KnownQuestions {
  constructor(private readonly finder: ViewFinder) {}

  /** Those that the viewer can see, by the ids that records name them by. */
  async byId(ids: readonly string[], viewer: SignedIn): Promise<ReadonlyMap<string, KnownQuestion>> {
    const keys = new Map([...new Set(ids)].flatMap((id) => [[id, keyOf('question', id)] as const]));
    const question = new Row('q');
    const found = await this.finder.rows<KnownQuestion>(
      viewer,
      (scope) => sql`SELECT ${question}.id, cardinality(${question}.hints) AS hints, a.time_zone AS "timeZone",
          coalesce((SELECT jsonb_agg(jsonb_build_object('version', v.version, 'since', floor(extract(epoch FROM v.published_at) * 1000)) ORDER BY v.version)
            FROM question_version v WHERE v.question_id = ${question}.id), '[]') AS versions
        FROM question AS ${question}, account a
        WHERE a.id = ${scope.viewerId} AND ${question}.id = ANY (${param('uuid[]', () => [...keys.values()].filter(Boolean))})
          AND ${questionVisible(question, scope)}`,
    );
    const byKey = new Map(found.map((each) => [each.id, each]));
    return new Map(
      [...keys].flatMap(([id, key]) => {
        const known = key === undefined ? undefined : byKey.get(key);
        return known ? [[id, known] as const] : [];
      }),
    );
  }
}
