import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';

import type { PushService, RegisterPushDeviceInput, RemovePushDeviceInput } from '#schema';

import { EVERYONE, type RootPolicy, SIGNED_IN, type SignedIn } from '../../base/access/index.js';
import { CurrentViewer, type Result } from '../../base/graphql/index.js';
import { Push } from '../../base/push/index.js';
import { RegisterPushDevice } from './register-push-device.js';
import { RemovePushDevice } from './remove-push-device.js';

export const pushPolicy: RootPolicy = {
  'Query.pushService': EVERYONE,
  'Mutation.registerPushDevice': SIGNED_IN,
  'Mutation.removePushDevice': SIGNED_IN,
};

@Resolver()
export class PushResolver {
  constructor(
    private readonly push: Push,
    private readonly registerVerb: RegisterPushDevice,
    private readonly removeVerb: RemovePushDevice,
  ) {}

  @Query()
  pushService(): PushService {
    const { platforms, webKey } = this.push;
    return { platforms: [...platforms], webKey };
  }

  @Mutation()
  registerPushDevice(
    @Args('input') input: RegisterPushDeviceInput,
    @CurrentViewer() viewer: SignedIn,
  ): Promise<Result> {
    return this.registerVerb.execute(input, viewer);
  }

  @Mutation()
  removePushDevice(@Args('input') input: RemovePushDeviceInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.removeVerb.execute(input, viewer);
  }
}
