export { Offering } from './availability.entity.js';
export { AvailabilityModule } from './availability.module.js';
export { bookableNow } from './availability.view.js';
export { BusyTimes } from './busy-times.js';
export { CreateOffering } from './create-offering.js';
export { mentorKey, OfferingStarts } from './offering-starts.js';
export type { Diary, Obstacle } from './placement.js';
export { Placements } from './placements.js';
export { AvailabilityChanged, SetWeeklyHours } from './set-weekly-hours.js';
