const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A global id taken apart. Clients treat ids as opaque; nothing but this file knows their form. */
export interface GlobalId {
  readonly prefix: string;
  readonly key: string;
}

export function globalIdOf(prefix: string, key: string): string {
  return `${prefix}_${key}`;
}

/** Undefined for whatever is not an id of ours; to a client that is the same as one that doesn't exist. */
export function parseGlobalId(id: string): GlobalId | undefined {
  const cut = id.lastIndexOf('_');
  const prefix = id.slice(0, cut);
  const key = id.slice(cut + 1);
  if (!/^[a-z_]{1,32}$/.test(prefix) || !UUID.test(key)) return undefined;
  return { prefix, key };
}

/** The key of an id of this type, or undefined. */
export function keyOf(prefix: string, id: string): string | undefined {
  const parsed = parseGlobalId(id);
  return parsed?.prefix === prefix ? parsed.key : undefined;
}
