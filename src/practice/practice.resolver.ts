import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type {
  RecordAttemptsInput,
  RecordRevealsInput,
  ResumeCardInput,
  SuspendCardInput,
  UndoAttemptInput,
  UpdatePracticeSettingsInput,
} from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, type Result } from '../base/graphql/index.js';
import { ChooseCards } from './choose-cards.js';
import { RecordAttempts } from './record-attempts.js';
import { RecordReveals } from './record-reveals.js';
import { UndoAttempt } from './undo-attempt.js';
import { UpdateSettings } from './update-settings.js';

@Resolver()
export class PracticeResolver {
  constructor(
    private readonly attempts: RecordAttempts,
    private readonly reveals: RecordReveals,
    private readonly undo: UndoAttempt,
    private readonly choose: ChooseCards,
    private readonly settings: UpdateSettings,
  ) {}

  @Mutation()
  recordAttempts(@Args('input') input: RecordAttemptsInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.attempts.execute(input, viewer);
  }

  @Mutation()
  recordReveals(@Args('input') input: RecordRevealsInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.reveals.execute(input, viewer);
  }

  @Mutation()
  undoAttempt(@Args('input') input: UndoAttemptInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.undo.execute(input, viewer);
  }

  @Mutation()
  suspendCard(@Args('input') input: SuspendCardInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.choose.suspend(input, viewer);
  }

  @Mutation()
  resumeCard(@Args('input') input: ResumeCardInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.choose.resume(input, viewer);
  }

  @Mutation()
  updatePracticeSettings(
    @Args('input') input: UpdatePracticeSettingsInput,
    @CurrentViewer() viewer: SignedIn,
  ): Promise<Result> {
    return this.settings.execute(input, viewer);
  }
}
