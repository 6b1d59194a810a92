import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { CreateOfferingInput, SetWeeklyHoursInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, type Result } from '../base/graphql/index.js';
import { CreateOffering } from './create-offering.js';
import { SetWeeklyHours } from './set-weekly-hours.js';

@Resolver()
export class AvailabilityResolver {
  constructor(
    private readonly setWeeklyHoursVerb: SetWeeklyHours,
    private readonly createOfferingVerb: CreateOffering,
  ) {}

  @Mutation()
  setWeeklyHours(@Args('input') input: SetWeeklyHoursInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.setWeeklyHoursVerb.execute(input, viewer);
  }

  @Mutation()
  createOffering(@Args('input') input: CreateOfferingInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.createOfferingVerb.execute(input, viewer);
  }
}
