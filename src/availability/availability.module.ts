import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { Events } from '../base/events/index.js';
import { ViewsModule } from '../base/views/index.js';
import { RoleRevoked } from '../identity/index.js';
import { SkillsModule } from '../skills/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { AvailabilityResolver } from './availability.resolver.js';
import { availabilityPolicy, availabilityViews } from './availability.view.js';
import { BusyTimes } from './busy-times.js';
import { AddBusyCalendar } from './calendars/add-busy-calendar.js';
import { busyCalendarViews } from './calendars/busy-calendar.view.js';
import { DueCalendars } from './calendars/due-calendars.js';
import { FetchCalendar } from './calendars/fetch-calendar.js';
import { RemoveBusyCalendar } from './calendars/remove-busy-calendar.js';
import { ChangeHours } from './change-hours.js';
import { CreateOffering } from './create-offering.js';
import { NextSlots } from './next-slots.js';
import { OfferingStarts } from './offering-starts.js';
import { Placements } from './placements.js';
import { SetCapacity } from './set-capacity.js';
import { SetDateOverride } from './set-date-override.js';
import { SetTravel } from './set-travel.js';
import { SetWeeklyHours } from './set-weekly-hours.js';
import { availabilityPersonal } from './availability.personal.js';
import { UpdateOffering } from './update-offering.js';
import { WithdrawOfferings } from './withdraw-offerings.js';

@Module({
  imports: [
    PersonalDataModule.forFeature(availabilityPersonal),
    ViewsModule.forFeature(availabilityViews),
    ViewsModule.forFeature(busyCalendarViews),
    AccessModule.forFeature(availabilityPolicy),
    SkillsModule,
  ],
  providers: [
    AddBusyCalendar,
    AvailabilityResolver,
    BusyTimes,
    ChangeHours,
    CreateOffering,
    DueCalendars,
    FetchCalendar,
    NextSlots,
    OfferingStarts,
    Placements,
    RemoveBusyCalendar,
    SetCapacity,
    SetDateOverride,
    SetTravel,
    SetWeeklyHours,
    UpdateOffering,
    WithdrawOfferings,
  ],
  exports: [BusyTimes, CreateOffering, OfferingStarts, Placements, SetWeeklyHours],
})
export class AvailabilityModule {
  constructor(events: Events, withdrawOfferings: WithdrawOfferings) {
    events.with(RoleRevoked, async (accountId, { role }) => {
      if (role === 'MENTOR') await withdrawOfferings.execute(accountId);
      return {};
    });
  }
}
