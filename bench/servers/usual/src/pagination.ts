import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

@ArgsType()
export class PageArgs {
  @Field(() => Int)
  first!: number;

  @Field(() => String, { nullable: true })
  after?: string | null;
}

@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage!: boolean;

  @Field()
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

export interface Page<T> {
  edges: { cursor: string; node: T }[];
  nodes: T[];
  pageInfo: PageInfo;
  readonly totalCount: Promise<number>;
}

/** The object types of a connection, as the documentation of Nest makes generic ones. */
export function Connection<T>(Node: Type<T>): Type<Page<T>> {
  @ObjectType(`${Node.name}Edge`)
  class Edge {
    @Field()
    cursor!: string;

    @Field(() => Node)
    node!: T;
  }

  @ObjectType(`${Node.name}Connection`, { isAbstract: true })
  class ConnectionOfNodes {
    @Field(() => [Edge])
    edges!: Edge[];

    @Field(() => [Node])
    nodes!: T[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    @Field(() => Int)
    readonly totalCount!: Promise<number>;
  }
  return ConnectionOfNodes as Type<Page<T>>;
}

type Place = [value: unknown, id: string];

function encode([value, id]: Place): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

export function decode(cursor: string): Place {
  return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Place;
}

/** Makes a page of rows, one more of which was read than asked for. */
export function toPage<T>(
  rows: T[],
  { first, after }: PageArgs,
  placeOf: (row: T) => Place,
  count: () => Promise<number>,
): Page<T> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: encode(placeOf(node)), node }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    // Counted when it is asked for.
    get totalCount() {
      return count();
    },
  };
}

/** A page of a query, by the keyset of a property and the id. What is joined for the rows doesn't slow down their count. */
export async function paginate<T extends ObjectLiteral>(
  all: SelectQueryBuilder<T>,
  args: PageArgs,
  order: { by: string; id: string; direction: 'ASC' | 'DESC'; placeOf: (row: T) => Place; join?: string },
): Promise<Page<T>> {
  const query = all.clone();
  const { alias } = query;
  if (order.join) query.innerJoinAndSelect(`${alias}.${order.join}`, order.join);
  if (args.after) {
    const [value, id] = decode(args.after);
    const beyond = order.direction === 'ASC' ? '>' : '<';
    query.andWhere(`(${alias}.${order.by}, ${alias}.${order.id}) ${beyond} (:value, :id)`, { value, id });
  }
  const rows = await query
    .orderBy(`${alias}.${order.by}`, order.direction)
    .addOrderBy(`${alias}.${order.id}`, order.direction)
    .limit(args.first + 1)
    .getMany();
  return toPage(rows, args, order.placeOf, () => all.getCount());
}
