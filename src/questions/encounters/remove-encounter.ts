import { Injectable } from '@nestjs/common';

import type { RemoveEncounterInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { ViewFinder } from '../../base/views/index.js';
import { Encounter } from './encounter.entity.js';

@Injectable()
export class RemoveEncounter {
  constructor(
    private readonly database: Database,
    private readonly finder: ViewFinder,
  ) {}

  /** @throws ApiError NOT_FOUND */
  async execute({ encounterId }: RemoveEncounterInput, viewer: SignedIn): Promise<Result> {
    const id = await this.finder.find('Encounter', encounterId, viewer);
    await this.database.repository(Encounter).delete({ id });
    return { __typename: 'EncounterRemoved', encounterId };
  }
}
