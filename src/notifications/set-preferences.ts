import { Injectable } from '@nestjs/common';

import type { NotificationPreferenceInput, SetNotificationPreferencesInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { type FieldProblem, invalid, InvalidInput } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Ref } from '../base/views/index.js';
import { ALWAYS_MAILED, isKind, KINDS } from './kinds.js';
import { NotificationPreference } from './notification.entity.js';

const MOST = 100;

@Injectable()
export class SetNotificationPreferences {
  constructor(private readonly database: Database) {}

  /** What is named twice is as it was named last. @throws Refusal INVALID_INPUT */
  async execute({ preferences }: SetNotificationPreferencesInput, { accountId }: SignedIn): Promise<Result> {
    if (preferences.length > MOST)
      throw invalid(['preferences'], 'TOO_LONG', `At most ${MOST} can be changed at once.`);
    const problems = preferences.flatMap((preference, index) => problemOf(preference, index) ?? []);
    if (problems.length > 0) throw new InvalidInput(problems);
    const changed = new Map(
      preferences.flatMap(({ kind, channel, enabled }) =>
        isKind(kind) ? [[`${kind} ${channel}`, { accountId, kind, channel, enabled }] as const] : [],
      ),
    );
    if (changed.size > 0)
      await this.database
        .repository(NotificationPreference)
        .upsert([...changed.values()], ['accountId', 'kind', 'channel']);
    return { __typename: 'NotificationPreferencesChanged', viewer: Ref.to('Viewer', accountId) };
  }
}

function problemOf({ kind, channel, enabled }: NotificationPreferenceInput, index: number): FieldProblem | undefined {
  const path = (field: string) => ['preferences', String(index), field];
  if (!isKind(kind))
    return {
      path: path('kind'),
      code: 'UNKNOWN',
      message: `There is no such kind; those that there are: ${Object.keys(KINDS).join(', ')}.`,
    };
  if (channel === 'EMAIL' && !enabled && ALWAYS_MAILED.has(kind))
    return { path: path('enabled'), code: 'CONFLICT', message: 'Mail about bookings can’t be switched off.' };
  return undefined;
}
