import pg from 'pg';

/** Timestamps as the answer gives them, without a Date in between; `infinity` is none. */
function instant(text) {
  return text === 'infinity'
    ? null
    : `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, '0')}Z`;
}
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instant);

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.POOL),
  options: '-c jit=off -c TimeZone=UTC -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1',
});

class Statement {
  constructor(strings, inserted) {
    this.strings = strings;
    this.inserted = inserted;
  }

  /** Its text with numbered parameters; their values go to `values`. */
  write(values) {
    let text = this.strings[0];
    for (let n = 0; n < this.inserted.length; n++) {
      const each = this.inserted[n];
      text += (each instanceof Statement ? each.write(values) : `$${values.push(each)}`) + this.strings[n + 1];
    }
    return text;
  }
}

/** Values that are put into the text become parameters, other statements become part of it. */
export const sql = (strings, ...inserted) => new Statement(strings, inserted);
export const nothing = sql``;

const names = new Map();

/** Each text is prepared once a connection. */
export async function rowsOf(statement) {
  const values = [];
  const text = statement.write(values);
  let name = names.get(text);
  if (!name) names.set(text, (name = `s${names.size}`));
  const { rows } = await pool.query({ name, text, values });
  return rows;
}

/** Takes away what was written by those whom the viewer has blocked or is blocked by. */
export function unlessBlocked(author, viewer) {
  return viewer ? sql`AND (${author} IS NULL OR ${author} <> ALL (${blockedOf(viewer)}))` : nothing;
}

/** Once a statement, not once a row. */
export const blockedOf = (viewer) => sql`(SELECT ARRAY(SELECT blocked_id FROM block WHERE blocker_id = ${viewer}
  UNION ALL SELECT blocker_id FROM block WHERE blocked_id = ${viewer}))::uuid[]`;
