import { formatLocal, type Instant, Temporal } from '../time/index.js';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** As somebody in `zone` reads it, with the offset: `Sunday, 1 November 2026, 01:30 (America/New_York, UTC-04:00)`. */
export function readerTime(instant: Instant, zone: string): string {
  const local = formatLocal(instant, zone);
  const { dayOfWeek, day, month, year } = Temporal.PlainDate.from(local.slice(0, 10));
  return `${DAYS[dayOfWeek - 1]}, ${day} ${MONTHS[month - 1]} ${year}, ${local.slice(11, 16)} (${zone}, UTC${local.slice(19)})`;
}
