/**
 * What a mutation's result says of stored things: which, not what. They are read through their views, in the mutation's
 * transaction, so that a client gets exactly what it would get on reload.
 */
export class Ref {
  private constructor(
    readonly type: string,
    readonly key: string | readonly string[],
    /** Set for an edge: the parent type and field of the connection. */
    readonly list?: readonly [parent: string, field: string],
  ) {}

  static to(type: string, key: string | readonly string[]): Ref {
    return new Ref(type, key);
  }

  /** The edge of a new row in a connection's default order. */
  static edge(parent: string, field: string, key: string): Ref {
    return new Ref('', key, [parent, field]);
  }

  /** For keeping results under an idempotency key. */
  toJSON(): object {
    return { $ref: { type: this.type, key: this.key, list: this.list } };
  }

  static fromJSON(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => Ref.fromJSON(item));
    if (value === null || typeof value !== 'object') return value;
    if ('$ref' in value) {
      const { type, key, list } = value.$ref as { type: string; key: string; list?: [string, string] };
      return new Ref(type, key, list);
    }
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, Ref.fromJSON(item)]));
  }
}
