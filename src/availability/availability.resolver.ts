import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type {
  AddBusyCalendarInput,
  CreateOfferingInput,
  RemoveBusyCalendarInput,
  SetCapacityInput,
  SetDateOverrideInput,
  SetTravelInput,
  SetWeeklyHoursInput,
  UpdateOfferingInput,
} from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, type Result } from '../base/graphql/index.js';
import { AddBusyCalendar } from './calendars/add-busy-calendar.js';
import { RemoveBusyCalendar } from './calendars/remove-busy-calendar.js';
import { CreateOffering } from './create-offering.js';
import { SetCapacity } from './set-capacity.js';
import { SetDateOverride } from './set-date-override.js';
import { SetTravel } from './set-travel.js';
import { SetWeeklyHours } from './set-weekly-hours.js';
import { UpdateOffering } from './update-offering.js';

@Resolver()
export class AvailabilityResolver {
  constructor(
    private readonly setWeeklyHoursVerb: SetWeeklyHours,
    private readonly setDateOverrideVerb: SetDateOverride,
    private readonly setTravelVerb: SetTravel,
    private readonly setCapacityVerb: SetCapacity,
    private readonly addBusyCalendarVerb: AddBusyCalendar,
    private readonly removeBusyCalendarVerb: RemoveBusyCalendar,
    private readonly createOfferingVerb: CreateOffering,
    private readonly updateOfferingVerb: UpdateOffering,
  ) {}

  @Mutation()
  setWeeklyHours(@Args('input') input: SetWeeklyHoursInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.setWeeklyHoursVerb.execute(input, viewer);
  }

  @Mutation()
  createOffering(@Args('input') input: CreateOfferingInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.createOfferingVerb.execute(input, viewer);
  }

  @Mutation()
  updateOffering(@Args('input') input: UpdateOfferingInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.updateOfferingVerb.execute(input, viewer);
  }

  @Mutation()
  setDateOverride(@Args('input') input: SetDateOverrideInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.setDateOverrideVerb.execute(input, viewer);
  }

  @Mutation()
  setTravel(@Args('input') input: SetTravelInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.setTravelVerb.execute(input, viewer);
  }

  @Mutation()
  addBusyCalendar(@Args('input') input: AddBusyCalendarInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.addBusyCalendarVerb.execute(input, viewer);
  }

  @Mutation()
  removeBusyCalendar(
    @Args('input') input: RemoveBusyCalendarInput,
    @CurrentViewer() viewer: SignedIn,
  ): Promise<Result> {
    return this.removeBusyCalendarVerb.execute(input, viewer);
  }

  @Mutation()
  setCapacity(@Args('input') input: SetCapacityInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.setCapacityVerb.execute(input, viewer);
  }
}
