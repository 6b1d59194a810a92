import { Injectable } from '@nestjs/common';

import type { RemovePushDeviceInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Ref, ViewFinder } from '../../base/views/index.js';
import { PushDevice } from './push-device.entity.js';

@Injectable()
export class RemovePushDevice {
  constructor(
    private readonly database: Database,
    private readonly finder: ViewFinder,
  ) {}

  /** @throws ApiError NOT_FOUND */
  async execute({ deviceId }: RemovePushDeviceInput, viewer: SignedIn): Promise<Result> {
    const id = await this.finder.find('PushDevice', deviceId, viewer);
    await this.database.repository(PushDevice).delete({ id, accountId: viewer.accountId });
    return { __typename: 'PushDeviceRemoved', deviceId, viewer: Ref.to('Viewer', viewer.accountId) };
  }
}
