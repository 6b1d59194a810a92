import {
  type ArgumentNode,
  astFromValue,
  type ConstValueNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  GraphQLBoolean,
  GraphQLNonNull,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationTypeNode,
  OverlappingFieldsCanBeMergedRule,
  parseType,
  type SelectionNode,
  type SelectionSetNode,
  validate,
  type VariableDefinitionNode,
} from 'graphql';

import type { Random } from '../random.js';
import type { Reference } from '../reference.js';
import type { Eyes } from '../rules.js';
import { isList, name, named, possible } from './parts.js';
import { placeOf } from './place.js';
import { Values } from './values.js';

/** One request as a client could send it. */
export interface Asked {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Field = GraphQLField<unknown, unknown>;
const DEEPEST = 9;
/** About as many objects as one path of an answer may have. */
const MOST_OBJECTS = 60;
const MOST_FIELDS = 32;
/** A list without pages: the topics of an area are about as many. */
const USUAL_LIST = 6;
/** The one rule that choosing at random can break. */
const RULES = [OverlappingFieldsCanBeMergedRule];
const CONDITION = new GraphQLNonNull(GraphQLBoolean);

/** Makes random valid operations over the whole schema. */
export class Generator {
  readonly #values: Values;
  #fields = 0;
  #aliases = 0;
  #fragments: {
    readonly node: FragmentDefinitionNode;
    readonly type: string;
    readonly weight: number;
    readonly depth: number;
  }[] = [];
  #definitions: VariableDefinitionNode[] = [];
  #variables: Record<string, unknown> = {};

  constructor(
    private readonly random: Random,
    private readonly reference: Reference,
  ) {
    this.#values = new Values(random, reference);
  }

  next(eyes: Eyes): Asked {
    this.#values.lookWith(eyes);
    const query = this.reference.schema.getQueryType() as GraphQLCompositeType;
    return this.#operation('query', [], () => this.#selection(query, 0, 1));
  }

  /** A mutation with its input as a variable, and a random selection of what it answers with when it is done. */
  mutation(field: string, inputType: string, success: string, input: object): Asked {
    const variable = { kind: Kind.VARIABLE, name: name('input') } as const;
    const definition = { kind: Kind.VARIABLE_DEFINITION, variable, type: parseType(inputType) } as const;
    const type = this.reference.schema.getType(success) as GraphQLCompositeType;
    const { document, variables } = this.#operation('mutation', [definition], () => {
      const selectionSet = this.#selection(type, 1, 1);
      const done = { kind: Kind.INLINE_FRAGMENT, typeCondition: named(success), selectionSet } as const;
      const argument = { kind: Kind.ARGUMENT, name: name('input'), value: variable } as const;
      const answer = {
        kind: Kind.FIELD,
        name: name(field),
        arguments: [argument],
        selectionSet: { kind: Kind.SELECTION_SET, selections: [this.#leaf('__typename'), done] },
      } as const;
      return { kind: Kind.SELECTION_SET, selections: [answer] };
    });
    return { document, variables: { ...variables, input } };
  }

  #operation(
    operation: 'query' | 'mutation',
    given: readonly VariableDefinitionNode[],
    select: () => SelectionSetNode,
  ): Asked {
    for (;;) {
      this.#fields = this.#aliases = 0;
      this.#fragments = [];
      this.#definitions = [...given];
      this.#variables = {};
      const selectionSet = select();
      const document: DocumentNode = {
        kind: Kind.DOCUMENT,
        definitions: [
          {
            kind: Kind.OPERATION_DEFINITION,
            operation: operation as OperationTypeNode,
            selectionSet,
            variableDefinitions: this.#definitions,
          },
          ...this.#fragments.map(({ node }) => node),
        ],
      };
      if (validate(this.reference.schema, document, RULES).length === 0)
        return { document, variables: this.#variables };
    }
  }

  /**
   * @param weight how many objects of this type there may be
   * @param likely the type that an object of this interface is going to be
   */
  #selection(type: GraphQLCompositeType, depth: number, weight: number, likely?: string): SelectionSetNode {
    const { random } = this;
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const inner = fields.filter((field) => isCompositeType(getNamedType(field.type)));
    const some = (from: Field[], wanted: number) =>
      new Set(Array.from({ length: from.length > 0 ? wanted : 0 }, () => this.#rarest(type, from)));
    const selections: SelectionNode[] = [];
    if (likely && random.chance(0.8)) selections.push(...this.#fragment(type, depth, weight, likely));
    else if (depth > 0 && random.chance(0.25)) selections.push(...this.#fragment(type, depth, weight));
    for (const field of some(inner, depth === 0 ? random.int(1, 2) : random.int(0, random.chance(0.3) ? 6 : 2)))
      selections.push(...this.#object(type, field, depth, weight));
    if (depth > 0)
      for (const field of some(leaves, random.int(0, random.chance(0.3) ? 12 : 4)))
        selections.push(this.#leaf(field.name));
    if (random.chance(0.1)) selections.push(this.#leaf('__typename'));
    selections.push(...random.shuffled(selections).slice(0, random.chance(0.05) ? 1 : 0));
    // Now and then the same is asked for again, in other words.
    const again = selections.find((node) => node.kind === Kind.FIELD && node.selectionSet);
    if (again?.kind === Kind.FIELD && random.chance(0.08)) {
      const field = fields.find((found) => found.name === again.name.value);
      const below = field && getNamedType(field.type);
      if (isCompositeType(below) && depth < DEEPEST)
        selections.push({ ...again, selectionSet: this.#selection(below, depth + 1, weight * 2) });
    }
    if (selections.length === 0) selections.push(this.#leaf('__typename'));
    return { kind: Kind.SELECTION_SET, selections: random.shuffled(selections) };
  }

  /** At the root half of the time what leads everywhere. */
  #rarest(type: GraphQLCompositeType, fields: readonly Field[]): Field {
    const node = type.name === 'Query' && this.random.chance(0.5) && fields.find((field) => field.name === 'node');
    if (node) return node;
    return this.#values.rarest(fields, (field) => `${type.name}.${field.name}`);
  }

  #leaf(field: string): FieldNode {
    this.#fields++;
    const alias = this.random.chance(0.1) ? { alias: name(`a${++this.#aliases}`) } : {};
    return { kind: Kind.FIELD, name: name(field), ...alias, directives: this.#directives(0.06) };
  }

  #object(parent: GraphQLCompositeType, field: Field, depth: number, weight: number): SelectionNode[] {
    const type = getNamedType(field.type) as GraphQLCompositeType;
    const place = placeOf(parent, field);
    const page = this.random.chance(0.96) ? this.random.int(1, 5) : this.random.pick([undefined, 100]);
    const factor = place ? (page ?? 20) : isList(field.type) ? USUAL_LIST : 1;
    if (depth >= DEEPEST || this.#fields >= MOST_FIELDS || weight * factor > MOST_OBJECTS) return [];
    this.#fields++;
    const args = this.#arguments(`${parent.name}.${field.name}`, field, page, place);
    const likely =
      ['node', 'nodes'].includes(field.name) && parent.name === 'Query' ? this.#values.lastType : undefined;
    const needsAlias = args.length > 0 || this.random.chance(0.1);
    return [
      {
        kind: Kind.FIELD,
        name: name(field.name),
        ...(needsAlias && { alias: name(`a${++this.#aliases}`) }),
        arguments: args,
        directives: this.#directives(0.06),
        selectionSet: this.#selection(type, depth + 1, weight * factor, likely),
      },
    ];
  }

  #arguments(
    parent: string,
    field: Field,
    page: number | undefined,
    place: ReturnType<typeof placeOf>,
  ): ArgumentNode[] {
    const { random } = this;
    const given = new Map<string, unknown>();
    const address = parent === 'Query.post' ? this.#values.postAddress() : {};
    const from = this.#values.instant();
    const range = { from, to: new Date(Date.parse(from) + random.int(1, 20 * 24) * 3_600_000).toISOString() };
    for (const arg of field.args) {
      const isNeeded = isNonNullType(arg.type);
      if (place && ['first', 'last', 'after', 'before'].includes(arg.name)) continue;
      if (arg.name in address) given.set(arg.name, address[arg.name as keyof typeof address]);
      else if (isNeeded && arg.name in range) {
        const instant = range[arg.name as keyof typeof range];
        given.set(arg.name, getNamedType(arg.type).name === 'LocalDate' ? instant.slice(0, 10) : instant);
      } else if (isNeeded || random.chance(0.4))
        given.set(arg.name, !isNeeded && random.chance(0.03) ? null : this.#values.value(parent, arg));
    }
    if (place) {
      if (page) given.set(random.chance(0.7) ? 'first' : 'last', page);
      const cursors = place(given.get('orderBy') as string | null | undefined);
      for (const side of ['after', 'before']) {
        const cursor = random.chance(given.has('after') ? 0.1 : 0.2) ? this.#values.cursor(cursors) : undefined;
        if (cursor) given.set(side, cursor);
      }
    }
    return [...given].map(([key, value]) => {
      const { type } = field.args.find((arg) => arg.name === key) as { type: GraphQLInputType };
      return { kind: Kind.ARGUMENT, name: name(key), value: this.#written(value, type) } as const;
    });
  }

  /** A value in the document, or as a variable, with or without a default. */
  #written(value: unknown, type: GraphQLInputType): ArgumentNode['value'] {
    const { random } = this;
    const literal = astFromValue(value, type) as ConstValueNode;
    if (!random.chance(0.35)) return literal;
    const variable = { kind: Kind.VARIABLE, name: name(`v${this.#definitions.length + 1}`) } as const;
    const isDefault = value !== null && random.chance(0.3);
    this.#definitions.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable,
      type: parseType(String(type)),
      ...(isDefault && { defaultValue: literal }),
    });
    if (!isDefault) this.#variables[variable.name.value] = value;
    return variable;
  }

  #directives(probability: number): DirectiveNode[] {
    const { random } = this;
    return ['skip', 'include'].flatMap((directive) => {
      if (!random.chance(probability / 2)) return [];
      const value = this.#written(random.chance(0.5), CONDITION);
      const argument = { kind: Kind.ARGUMENT, name: name('if'), value } as const;
      return [{ kind: Kind.DIRECTIVE, name: name(directive), arguments: [argument] } as const];
    });
  }

  #fragment(parent: GraphQLCompositeType, depth: number, weight: number, likely?: string): SelectionNode[] {
    const { random, reference } = this;
    const { schema } = reference;
    const known = this.#fragments.filter(
      (fragment) => fragment.type === parent.name && fragment.weight >= weight && fragment.depth >= depth,
    );
    const spread = (fragment: string): SelectionNode => ({
      kind: Kind.FRAGMENT_SPREAD,
      name: name(fragment),
      directives: this.#directives(0.1),
    });
    if (known.length > 0 && !likely && random.chance(0.5)) return [spread(random.pick(known).node.name.value)];
    const types = Object.values(schema.getTypeMap()).filter(
      (type): type is GraphQLCompositeType =>
        isCompositeType(type) &&
        !type.name.startsWith('__') &&
        possible(schema, type).some((member) => possible(schema, parent).includes(member)),
    );
    const type =
      types.find((found) => found.name === likely) ??
      (random.chance(0.25) ? parent : this.#values.rarest(types, (found) => found.name));
    const selectionSet = this.#selection(type, depth, weight);
    if (random.chance(0.4)) {
      const fragment = `F${this.#fragments.length + 1}`;
      const node = {
        kind: Kind.FRAGMENT_DEFINITION,
        name: name(fragment),
        typeCondition: named(type.name),
        selectionSet,
      } as const;
      this.#fragments.push({ node, type: type.name, weight, depth });
      return [spread(fragment)];
    }
    const isBare = type === parent && random.chance(0.5);
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        ...(!isBare && { typeCondition: named(type.name) }),
        directives: this.#directives(0.15),
        selectionSet,
      },
    ];
  }
}
