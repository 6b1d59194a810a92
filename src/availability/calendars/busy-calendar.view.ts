import { derived, FALSE, many, sql, type ViewSet } from '../../base/views/index.js';
import { BusyCalendar } from './busy-calendar.entity.js';

export const busyCalendarViews: ViewSet = {
  views: {
    BusyCalendar: {
      entity: BusyCalendar,
      id: { prefix: 'calendar' },
      visible: (calendar, { signedIn, viewerId }) => (signedIn ? sql`${calendar}.mentor_id = ${viewerId}` : FALSE),
      fields: {
        // The rest of the address is as good as a password.
        host: derived<{ url: string }>(
          (calendar) => ({ url: sql`${calendar}.url` }),
          ({ url }) => new URL(url).host,
        ),
      },
    },
  },
  fields: {
    Availability: {
      busyCalendars: many('BusyCalendar', {
        where: (calendar, availability) => sql`${calendar}.mentor_id = ${availability}.mentor_id`,
        order: (calendar) => sql`${calendar}.added_at, ${calendar}.id`,
      }),
    },
  },
};
