import { EVERYONE, type RootPolicy } from '../access/index.js';
import { parseGlobalId, refs, ref, sql, type ViewSet } from '../views/index.js';

const keyOf = (id: unknown) => parseGlobalId(String(id))?.key ?? null;
const prefixOf = (id: unknown) => parseGlobalId(String(id))?.prefix ?? null;

/** Whatever a client holds can be read again by its id. */
export const nodeViews: ViewSet = {
  fields: {
    Query: {
      node: ref({
        prefixes: (args) => args.prefixes('id'),
        prefix: (_row, _scope, args) => args.param('id', 'text', prefixOf),
        key: (_row, _scope, args) => args.param('id', 'uuid', keyOf),
      }),
      nodes: refs({
        from: (_row, _scope, args) => {
          const prefixes = args.param('ids', 'text[]', (ids) => (ids as string[]).map(prefixOf));
          const keys = args.param('ids', 'uuid[]', (ids) => (ids as string[]).map(keyOf));
          return sql`(SELECT * FROM unnest(${prefixes}, ${keys}) WITH ORDINALITY AS given(prefix, key, position))`;
        },
        prefixes: (args) => args.prefixes('ids'),
        prefix: (row) => sql`${row}.prefix`,
        key: (row) => sql`${row}.key`,
        order: (row) => sql`${row}.position`,
      }),
    },
  },
};

export const nodePolicy: RootPolicy = { 'Query.node': EVERYONE, 'Query.nodes': EVERYONE };
