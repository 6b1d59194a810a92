import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { MarkNotificationsReadInput, SetDigestFrequencyInput, SetNotificationPreferencesInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, type Result } from '../base/graphql/index.js';
import { SetDigestFrequency } from './digest/index.js';
import { MarkNotificationsRead } from './mark-read.js';
import { SetNotificationPreferences } from './set-preferences.js';

@Resolver()
export class NotificationsResolver {
  constructor(
    private readonly markReadVerb: MarkNotificationsRead,
    private readonly setPreferencesVerb: SetNotificationPreferences,
    private readonly setDigestFrequencyVerb: SetDigestFrequency,
  ) {}

  @Mutation()
  markNotificationsRead(
    @Args('input') input: MarkNotificationsReadInput,
    @CurrentViewer() viewer: SignedIn,
  ): Promise<Result> {
    return this.markReadVerb.execute(input, viewer);
  }

  @Mutation()
  setNotificationPreferences(
    @Args('input') input: SetNotificationPreferencesInput,
    @CurrentViewer() viewer: SignedIn,
  ): Promise<Result> {
    return this.setPreferencesVerb.execute(input, viewer);
  }

  @Mutation()
  setDigestFrequency(
    @Args('input') input: SetDigestFrequencyInput,
    @CurrentViewer() viewer: SignedIn,
  ): Promise<Result> {
    return this.setDigestFrequencyVerb.execute(input, viewer);
  }
}
