import type { Look, Resolver, Resolvers } from '../look.js';
import { descending, pageOf } from '../pages.js';
import { nodeOf } from './nodes.js';
import { personIn } from './people.js';

/** Lists that belong to moderators of all areas. */
const all = ({ eyes, rules }: Look, table: string) => (rules.moderatesAll(eyes) ? rules.all(table) : []);

const facts =
  (column: string): Resolver =>
  (entry) =>
    Object.entries((entry[column] ?? {}) as Record<string, unknown>)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }));

export const moderation: Resolvers = {
  Viewer: {
    deadLetters: (_, look, args) =>
      pageOf(look, 'Viewer.deadLetters', all(look, 'dead_letter'), descending(['instant', (row) => row.died_at]), args),
    auditLog: (_, look, args) => {
      const subject = args.filter?.subject;
      const rows = all(look, 'audit_entry').filter(
        (row) => subject == null || subject === `${String(row.subject_kind)}_${String(row.subject_id)}`,
      );
      return pageOf(look, 'Viewer.auditLog', rows, descending(['instant', (row) => row.recorded_at]), args);
    },
    moderatedArea: ({ id }, { rules }) => {
      const grant = rules.rows('role_grant', 'account_id', id).find(({ role }) => role === 'MODERATOR');
      return rules.one('skill_area', 'number', grant?.area_number);
    },
  },
  AuditEntry: {
    actor: ({ actor_id }, look) => personIn(look, 'profile', actor_id),
    actorId: ({ actor_id }) => (typeof actor_id === 'string' ? `profile_${actor_id}` : null),
    subject: ({ subject_kind, subject_id }, look) => nodeOf(look, `${String(subject_kind)}_${String(subject_id)}`),
    subjectId: ({ subject_kind, subject_id }) => `${String(subject_kind)}_${String(subject_id)}`,
    before: facts('before'),
    after: facts('after'),
  },
};
