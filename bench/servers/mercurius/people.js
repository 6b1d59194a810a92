import { sql } from './database.js';

/** Columns of the profile `a` that a row's statement joins: whom a row belongs to is read along with it. */
export const AUTHOR = sql`a.account_id AS author_id, a.handle AS author_handle, a.name AS author_name, a.headline AS author_headline`;

export class Profile {
  constructor(row) {
    this.id = `profile_${row.author_id}`;
    this.handle = row.author_handle;
    this.name = row.author_name;
    this.headline = row.author_headline;
  }
}

export const authorOf = (row) => (row.author_id ? new Profile(row) : null);

export class Topic {
  constructor(row) {
    this.id = `topic_${row.id}`;
    this.slug = row.slug;
    this.name = row.name;
  }
}

const SIGN_IN = { allowed: false, reason: 'SIGN_IN', until: null };
const NOT_YOURS = { allowed: false, reason: 'NOT_YOURS', until: null };
const ALLOWED = { allowed: true, reason: null, until: null };

export function permission(row, { viewer }) {
  if (!viewer) return SIGN_IN;
  return row.authorId === viewer ? ALLOWED : NOT_YOURS;
}
