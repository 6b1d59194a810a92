import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { SkillsModule } from '../skills/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { AvailabilityResolver } from './availability.resolver.js';
import { availabilityPolicy, availabilityViews } from './availability.view.js';
import { BusyTimes } from './busy-times.js';
import { CreateOffering } from './create-offering.js';
import { NextSlots } from './next-slots.js';
import { OfferingStarts } from './offering-starts.js';
import { Placements } from './placements.js';
import { SetWeeklyHours } from './set-weekly-hours.js';
import { availabilityPersonal } from './availability.personal.js';

@Module({
  imports: [
    PersonalDataModule.forFeature(availabilityPersonal),
    ViewsModule.forFeature(availabilityViews),
    AccessModule.forFeature(availabilityPolicy),
    SkillsModule,
  ],
  providers: [AvailabilityResolver, BusyTimes, CreateOffering, NextSlots, OfferingStarts, Placements, SetWeeklyHours],
  exports: [BusyTimes, CreateOffering, OfferingStarts, Placements, SetWeeklyHours],
})
export class AvailabilityModule {}
