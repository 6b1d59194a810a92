import { AuditRecord } from '../base/audit/index.js';
import {
  connection,
  descending,
  FALSE,
  many,
  one,
  parseGlobalId,
  ref,
  type Row,
  type Sql,
  sql,
  TRUE,
  value,
  type ViewSet,
} from '../base/views/index.js';

/** An object as names and values, in the order that jsonb keeps them in. */
const facts = (object: (entry: Row) => Sql) =>
  many('AuditFact', {
    from: (entry) =>
      sql`(SELECT fact.key AS name, fact.value FROM jsonb_each_text(coalesce(${object(entry)}, '{}'::jsonb)) AS fact)`,
    order: (fact) => sql`${fact}.name COLLATE "C"`,
  });

const part = (id: unknown, of: 'prefix' | 'key') => parseGlobalId(String(id))?.[of] ?? null;

export const auditViews: ViewSet = {
  views: {
    AuditEntry: {
      entity: AuditRecord,
      id: { prefix: 'audit' },
      visible: (_entry, { allAreas }) => (allAreas ? TRUE : FALSE),
      fields: {
        actor: one('Profile', { key: (entry) => sql`${entry}.actor_id` }),
        actorId: value((entry) => sql`'profile_' || ${entry}.actor_id`),
        subject: ref({
          prefix: (entry) => sql`${entry}.subject_kind`,
          key: (entry) => sql`${entry}.subject_id`,
        }),
        subjectId: value((entry) => sql`${entry}.subject_kind || '_' || ${entry}.subject_id`),
        before: facts((entry) => sql`${entry}.before`),
        after: facts((entry) => sql`${entry}.after`),
      },
    },
    AuditFact: {},
  },
  fields: {
    Viewer: {
      auditLog: connection('AuditEntry', {
        order: descending(['timestamptz', (entry) => sql`${entry}.recorded_at`]),
      }),
    },
  },
  filters: {
    AuditLogFilter: {
      subject: (entry, _given, _scope, args) =>
        sql`(${entry}.subject_id = ${args.param('filter.subject', 'uuid', (id) => part(id, 'key'))}
          AND ${entry}.subject_kind = ${args.param('filter.subject', 'text', (id) => part(id, 'prefix'))})`,
    },
  },
};
