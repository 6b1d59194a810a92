/** Every field that the operation asks for anywhere: what isn't among them isn't read. */
export function asked(info) {
  let fields = cache.get(info.operation);
  if (!fields) {
    fields = new Set();
    const collect = ({ selections }) => {
      for (const selection of selections) {
        if (selection.kind === 'Field') fields.add(selection.name.value);
        if (selection.kind === 'FragmentSpread') collect(info.fragments[selection.name.value].selectionSet);
        else if (selection.selectionSet) collect(selection.selectionSet);
      }
    };
    collect(info.operation.selectionSet);
    cache.set(info.operation, fields);
  }
  return fields;
}
const cache = new WeakMap();

const cursorOf = (node) => Buffer.from(`${node.place} ${node.key}`).toString('base64url');

/** The place and the id after which a page begins. */
export function placeOf(after) {
  const [place, id] = Buffer.from(after, 'base64url').toString().split(' ');
  return { place, id };
}

/** A page of nodes, of which one more than `first` was read to know whether there are more. */
export class Connection {
  constructor(nodes, { first, after }, totalCount) {
    this.hasNextPage = nodes.length > first;
    this.nodes = this.hasNextPage ? nodes.slice(0, first) : nodes;
    this.hasPreviousPage = Boolean(after);
    this.totalCount = totalCount;
  }

  get edges() {
    return this.nodes.map((node) => ({ cursor: cursorOf(node), node }));
  }

  get pageInfo() {
    return this;
  }

  get startCursor() {
    return this.nodes.length > 0 ? cursorOf(this.nodes[0]) : null;
  }

  get endCursor() {
    return this.nodes.length > 0 ? cursorOf(this.nodes.at(-1)) : null;
  }
}

/**
 * A loader whose queries are answered by one statement for all that ask the same. Their keys are the objects' own
 * (`toJSON`), so that no texts are put together to find equal ones.
 */
export const batched = (read) => ({
  opts: { cache: false },
  loader: async (queries, context) => {
    const alike = new Map();
    for (const query of queries) {
      const params = JSON.stringify(query.params);
      if (!alike.has(params)) alike.set(params, []);
      alike.get(params).push(query);
    }
    const answers = new Map();
    await Promise.all(
      [...alike.values()].map(async (group) => {
        const { params, info } = group[0];
        const of = await read(
          group.map(({ obj }) => obj.key),
          params,
          context,
          asked(info),
        );
        for (const query of group) answers.set(query, of(query.obj.key));
      }),
    );
    return queries.map((query) => answers.get(query));
  },
});

/** Rows by whom they belong to. */
export function grouped(rows, make) {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(row.owner);
    if (group) group.push(make(row));
    else groups.set(row.owner, [make(row)]);
  }
  return (owner) => groups.get(owner) ?? [];
}
