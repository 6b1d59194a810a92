import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { RecordEncounterInput, RemoveEncounterInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { CurrentViewer, type Result } from '../../base/graphql/index.js';
import { RecordEncounter } from './record-encounter.js';
import { RemoveEncounter } from './remove-encounter.js';

@Resolver()
export class EncounterResolver {
  constructor(
    private readonly recordEncounterVerb: RecordEncounter,
    private readonly removeEncounterVerb: RemoveEncounter,
  ) {}

  @Mutation()
  recordEncounter(@Args('input') input: RecordEncounterInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.recordEncounterVerb.execute(input, viewer);
  }

  @Mutation()
  removeEncounter(@Args('input') input: RemoveEncounterInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.removeEncounterVerb.execute(input, viewer);
  }
}
