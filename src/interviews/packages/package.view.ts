import { FALSE, one, sql, type ViewSet } from '../../base/views/index.js';
import { PackageOccurrence } from './package-occurrence.entity.js';

export const packageViews: ViewSet = {
  views: {
    PackageOccurrence: {
      entity: PackageOccurrence,
      id: { prefix: 'occurrence' },
      visible: (occurrence, { signedIn, viewerId }) => (signedIn ? sql`${occurrence}.learner_id = ${viewerId}` : FALSE),
      fields: {
        interview: one('Interview', { key: (occurrence) => sql`${occurrence}.interview_id` }),
        refusal: one('OccurrenceRefusal', {
          from: (occurrence) =>
            sql`(SELECT ${occurrence}.refusal_code AS code, ${occurrence}.refusal_message AS message WHERE ${occurrence}.refusal_code IS NOT NULL)`,
        }),
      },
    },
    OccurrenceRefusal: {},
  },
};
