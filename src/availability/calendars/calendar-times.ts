import ICAL from 'ical.js';

import { fromWall, isTimeZone } from '../../base/time/index.js';

/** The zone of a mentor on a local date, in days since 1970-01-01. */
export type ZoneOn = (date: number) => string;

/** What a time of a calendar is meant in: an offset that the file itself describes, a zone by name, or wherever the mentor is. */
type Clock = ICAL.Timezone | string; // 'HERE' for the last

const DAY = 86_400_000;

/** A time of a calendar: what its clock shows, in wall milliseconds, and that clock. */
export class CalendarTime {
  constructor(
    readonly wall: number,
    readonly clock: Clock,
    readonly isDate: boolean,
  ) {}

  at(wall: number): CalendarTime {
    return new CalendarTime(wall, this.clock, this.isDate);
  }
}

export const wallOf = ({ year, month, day, hour, minute, second }: ICAL.Time): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/** Makes instants of the times of one calendar, and remembers zones that nobody knows. */
export class CalendarClocks {
  readonly unknown = new Set<string>();

  constructor(private readonly zoneOn: ZoneOn) {}

  /** @param of the property that the time stands in, whose parameters name its zone */
  read(time: ICAL.Time, of: ICAL.Property): CalendarTime {
    return new CalendarTime(wallOf(time), time.isDate ? 'HERE' : this.#clockOf(time, of), time.isDate);
  }

  instant({ wall, clock }: CalendarTime): number {
    if (clock === 'UTC') return wall;
    if (typeof clock === 'string')
      return fromWall(clock === 'HERE' ? this.zoneOn(Math.floor(wall / DAY)) : clock, wall);
    return wall - clock.utcOffset(ICAL.Time.fromJSDate(new Date(wall), true)) * 1_000;
  }

  #clockOf(time: ICAL.Time, of: ICAL.Property): Clock {
    if (time.zone === ICAL.Timezone.utcTimezone) return 'UTC';
    const name = of.getFirstParameter('tzid');
    if (!name) return 'HERE';
    // What the name of a zone says is kept up to date; what the file says of it may not be.
    const known = name.replace(/^\/(?:[\w.]+\/(?:\w+\/)??)?(?=[A-Z]\w*\/|UTC$)/, '');
    if (isTimeZone(known)) return known;
    const described = of.parent.getTimeZoneByID(name) as ICAL.Timezone | undefined;
    if (described) return described;
    this.unknown.add(name);
    return 'HERE';
  }
}
