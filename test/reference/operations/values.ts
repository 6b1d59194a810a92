import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

import type { Look } from '../look.js';
import type { Random } from '../random.js';
import type { Reference } from '../reference.js';
import type { Eyes } from '../rules.js';
import { KINDS } from '../resolvers/nodes.js';
import { NOW } from '../community/insert.js';

const LANGUAGES = ['de', 'en', 'fr', 'hi', 'xx'];
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/New_York', 'America/St_Johns', 'Pacific/Apia'];
/** Words of the community and of the content: exact, begun, misspelled, several, and such as nothing has. */
export const SEARCHES = [
  'post',
  'Person',
  'attention',
  'KV cache memory',
  'tokenisation',
  'quant',
  'trasnformer',
  'LoRA vs full fine-tuning',
  'why is the loss NaN?',
  'mentor',
  'zzzzz',
  '!',
];
const NO_UUID = '00000000-0000-7000-8000-000000000000';

/** Values for arguments: such as exist, such as are another's, and such as don't exist. */
export class Values {
  /** What the last id was an id of. */
  lastType: string | undefined;
  #look: Look;

  constructor(
    private readonly random: Random,
    private readonly reference: Reference,
  ) {
    this.#look = reference.look({ id: null, roles: [] });
  }

  lookWith(eyes: Eyes): void {
    this.#look = this.reference.look(eyes);
  }

  #of(table: string, column: string): string {
    return String(this.random.pick(this.reference.rules.all(table))[column]);
  }

  /** Of the kind that has been answered least, of three; more often than not of something that these eyes see. */
  id(prefix = this.rarest(Object.keys(KINDS), (kind) => KINDS[kind]?.type ?? '')): string {
    const { random } = this;
    const kind = KINDS[prefix];
    this.lastType = kind?.type;
    if (!kind || random.chance(0.03))
      return random.pick([`${prefix}_${NO_UUID}`, 'nothing', `${prefix}_nothing`, `none_${NO_UUID}`]);
    const rows = this.reference.rules.all(kind.table);
    let row = random.pick(rows);
    for (let tries = 4; tries > 0 && !kind.sees(this.#look, row); tries--) row = random.pick(rows);
    return `${random.chance(0.97) ? prefix : random.pick(Object.keys(KINDS))}_${String(row[kind.key])}`;
  }

  /** One of three that the reference has answered least so far, so that all get their turn. */
  rarest<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item {
    const reached = (item: Item) => this.reference.reached.get(nameOf(item)) ?? 0;
    const chosen = [1, 2, 3].map(() => this.random.pick(items));
    return chosen.reduce((best, item) => (reached(item) < reached(best) ? item : best));
  }

  instant(): string {
    const at = Date.parse(NOW) + this.random.int(-6 * 96, 6 * 96) * 900_000;
    const text = new Date(at).toISOString();
    return this.random.pick([
      text,
      text.replace('.000Z', 'Z'),
      text.replace('.000Z', '.000001Z'),
      text.replace('Z', '+00:00'),
    ]);
  }

  /** The value of an argument or a filter's field, by its name and type. */
  value(parent: string, { name, type }: GraphQLArgument | GraphQLInputField): unknown {
    return this.#valueOf(isNonNullType(type) ? type.ofType : type, parent, name);
  }

  #valueOf(type: GraphQLInputType, parent: string, name: string): unknown {
    const { random } = this;
    if (isListType(type)) {
      const inner = isNonNullType(type.ofType) ? type.ofType.ofType : type.ofType;
      const count = random.chance(0.04) ? 0 : random.int(1, name === 'ids' ? 5 : 3);
      return Array.from({ length: count }, () => this.#valueOf(inner, parent, name));
    }
    const named = getNamedType(type);
    if (isEnumType(named)) return random.pick(named.getValues()).name;
    if (isInputObjectType(named)) {
      const given = random.some(Object.values(named.getFields()), 0.25);
      return Object.fromEntries(
        given.map((field) => [field.name, random.chance(0.04) ? null : this.value(named.name, field)]),
      );
    }
    // Why a start can't be booked is held against an engine of its own: test/reference/slots.
    if (name === 'explain') return false;
    if (named.name === 'Boolean') return random.chance(0.75);
    if (named.name === 'DateTime') return this.instant();
    if (named.name === 'LocalDate') return this.instant().slice(0, 10);
    return this.#text(parent, name);
  }

  #text(parent: string, name: string): unknown {
    const { random } = this;
    switch (name) {
      case 'areas':
        return random.chance(0.95) ? random.int(1, 7) : random.pick([0, 8, -1]);
      case 'topics':
        return random.chance(0.95) ? this.#of('topic', 'slug') : 'no-topic';
      case 'durationMinutes':
        return random.pick([30, 60, 90]);
      case 'languages':
        return random.pick(LANGUAGES);
      case 'timeZone':
        return random.pick(ZONES);
      case 'handle':
      case 'author':
        return this.#handle();
      case 'slug':
        return random.chance(0.05) ? 'no-slug' : this.#of(SLUGS[parent] ?? 'post', 'slug');
      case 'query':
        return random.pick(SEARCHES);
      case 'prompt':
        return this.#of('question', 'prompt').slice(0, random.chance(0.5) ? 40 : 400);
      case 'key':
        return random.chance(0.05) ? 'no-key' : this.#of('question_list', 'share_key');
      case 'subject':
        return random.chance(0.9) ? `profile_${this.#of('audit_entry', 'subject_id')}` : this.id();
      case 'id':
        return this.id(parent === 'Query.node' ? undefined : parent.replace('Query.', ''));
      case 'ids':
        return this.id();
      default:
        throw new Error(`No value for ${parent} ${name}`);
    }
  }

  #handle(): string {
    const handle = this.random.chance(0.05) ? 'nobody' : this.#of('profile', 'handle');
    return this.random.pick([handle, handle, handle.toLowerCase(), handle.toUpperCase()]);
  }

  /** An author and the slug of a post of theirs. */
  postAddress(): { author: string; slug: string } {
    const { random, reference } = this;
    const post = random.pick(reference.rules.all('post'));
    const author = String(reference.rules.one('profile', 'account_id', post.author_id)?.handle);
    return { author: random.chance(0.9) ? author : this.#handle(), slug: String(post.slug) };
  }

  /** A cursor that was given out for this place. */
  cursor(place: string): string | undefined {
    const known = this.reference.cursors.get(place);
    return known && this.random.pick(known);
  }
}

const SLUGS: Readonly<Record<string, string>> = {
  'Query.skillArea': 'skill_area',
  'Query.topic': 'topic',
  'Query.question': 'question',
};
