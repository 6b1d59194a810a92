import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import DataLoader from 'dataloader';
import { Brackets, DataSource, In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';

import {
  Attempt,
  Block,
  Bookmark,
  Comment,
  MentorExpertise,
  Offering,
  PostTopic,
  Profile,
  QuestionTopic,
  Reaction,
  type ReactionCount,
  SkillArea,
  type Topic,
} from './entities/index.js';
import { decode, type Page, type PageArgs, toPage } from './pagination.js';

/** What every resolver gets: who is signed in and the loaders of the request. */
export interface Context {
  viewer: string | null;
  loaders: Loaders;
}

function groupBy<T>(rows: T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** One for each request, so that nothing is kept for the next one. */
export class Loaders {
  private readonly commentLoaders = new Map<string, DataLoader<string, Page<Comment>>>();
  private blocked?: Promise<string[]>;

  constructor(
    private readonly database: DataSource,
    private readonly viewer: string | null,
  ) {}

  /** Those whom the viewer has blocked or is blocked by. */
  blockedIds(): Promise<string[]> {
    const { viewer } = this;
    this.blocked ??= viewer
      ? this.database
          .getRepository(Block)
          .find({ where: [{ blockerId: viewer }, { blockedId: viewer }] })
          .then((blocks) => blocks.map(({ blockerId, blockedId }) => (blockerId === viewer ? blockedId : blockerId)))
      : Promise.resolve([]);
    return this.blocked;
  }

  /** Leaves out what was written by the blocked. */
  async withoutBlocked<T extends ObjectLiteral>(
    query: SelectQueryBuilder<T>,
    property: string,
  ): Promise<SelectQueryBuilder<T>> {
    const blocked = await this.blockedIds();
    if (blocked.length === 0) return query;
    return query.andWhere(
      new Brackets((either) =>
        either.where(`${property} IS NULL`).orWhere(`${property} NOT IN (:...blocked)`, { blocked }),
      ),
    );
  }

  readonly profiles = new DataLoader<string, Profile | null>(async (ids) => {
    const profiles = await this.database.getRepository(Profile).findBy({ accountId: In([...ids]), status: 'ACTIVE' });
    const byId = new Map(profiles.map((profile) => [profile.accountId, profile]));
    return ids.map((id) => byId.get(id) ?? null);
  });

  readonly areas = new DataLoader<number, SkillArea>(async (numbers) => {
    const areas = await this.database.getRepository(SkillArea).findBy({ number: In([...numbers]) });
    const byNumber = new Map(areas.map((area) => [area.number, area]));
    return numbers.map((number) => byNumber.get(number) ?? new Error(`There is no area ${number}`));
  });

  readonly topicsOfPosts = new DataLoader<string, Topic[]>(async (ids) => {
    const rows = await this.database.getRepository(PostTopic).find({
      where: { postId: In([...ids]) },
      relations: { topic: true },
      order: { position: 'ASC' },
    });
    const groups = groupBy(rows, ({ postId }) => postId);
    return ids.map((id) => (groups.get(id) ?? []).map(({ topic }) => topic));
  });

  readonly topicsOfQuestions = new DataLoader<string, Topic[]>(async (ids) => {
    const rows = await this.database.getRepository(QuestionTopic).find({
      where: { questionId: In([...ids]) },
      relations: { topic: true },
      order: { position: 'ASC' },
    });
    const groups = groupBy(rows, ({ questionId }) => questionId);
    return ids.map((id) => (groups.get(id) ?? []).map(({ topic }) => topic));
  });

  readonly expertise = new DataLoader<string, MentorExpertise[]>(async (ids) => {
    const rows = await this.database
      .getRepository(MentorExpertise)
      .createQueryBuilder('expertise')
      .innerJoinAndSelect('expertise.topic', 'topic')
      .where({ mentorId: In([...ids]) })
      .orderBy('expertise.level', 'DESC')
      .addOrderBy('topic.askedIn', 'DESC')
      .addOrderBy('topic.slug COLLATE "C"')
      .getMany();
    const groups = groupBy(rows, ({ mentorId }) => mentorId);
    return ids.map((id) => groups.get(id) ?? []);
  });

  readonly offerings = new DataLoader<string, Offering[]>(async (ids) => {
    const rows = await this.database.getRepository(Offering).find({
      where: { mentorId: In([...ids]), active: true },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    const groups = groupBy(rows, ({ mentorId }) => mentorId);
    return ids.map((id) => groups.get(id) ?? []);
  });

  readonly bookmarked = new DataLoader<string, boolean>(async (ids) => {
    if (!this.viewer) return ids.map(() => false);
    const rows = await this.database
      .getRepository(Bookmark)
      .findBy({ accountId: this.viewer, subjectId: In([...ids]) });
    const found = new Set(rows.map(({ subjectId }) => subjectId));
    return ids.map((id) => found.has(id));
  });

  readonly attempts = new DataLoader<string, number>(async (ids) => {
    if (!this.viewer) return ids.map(() => 0);
    const rows = await this.database
      .getRepository(Attempt)
      .createQueryBuilder('attempt')
      .select('attempt.questionId', 'id')
      .addSelect('count(*)::int', 'count')
      .where({ accountId: this.viewer, questionId: In([...ids]) })
      .groupBy('attempt.questionId')
      .getRawMany<{ id: string; count: number }>();
    const counts = new Map(rows.map(({ id, count }) => [id, count]));
    return ids.map((id) => counts.get(id) ?? 0);
  });

  readonly reactions = new DataLoader<string, ReactionCount[]>(async (ids) => {
    const rows = await this.database
      .getRepository(Reaction)
      .createQueryBuilder('reaction')
      .select('reaction.subjectId', 'subjectId')
      .addSelect('reaction.kind', 'kind')
      .addSelect('count(*)::int', 'count')
      .addSelect('coalesce(bool_or(reaction.accountId = :viewer), false)', 'viewerHasReacted')
      .where({ subjectId: In([...ids]) })
      .setParameter('viewer', this.viewer)
      .groupBy('reaction.subjectId')
      .addGroupBy('reaction.kind')
      .orderBy('count', 'DESC')
      .addOrderBy('reaction.kind COLLATE "C"')
      .getRawMany<ReactionCount & { subjectId: string }>();
    const groups = groupBy(rows, ({ subjectId }) => subjectId);
    return ids.map((id) => groups.get(id) ?? []);
  });

  /** Comments on subjects, or replies to comments: a loader for each page that is asked for. */
  comments(parent: 'subjectId' | 'parentId', args: PageArgs): DataLoader<string, Page<Comment>> {
    const key = `${parent} ${args.first} ${args.after ?? ''}`;
    let loader = this.commentLoaders.get(key);
    if (!loader) {
      loader = new DataLoader((ids) => this.readComments(parent, args, ids));
      this.commentLoaders.set(key, loader);
    }
    return loader;
  }

  private async readComments(
    parent: 'subjectId' | 'parentId',
    args: PageArgs,
    ids: readonly string[],
  ): Promise<Page<Comment>[]> {
    const repository = this.database.getRepository(Comment);
    const visible = await this.withoutBlocked(
      repository
        .createQueryBuilder('candidate')
        .select('candidate.id', 'id')
        .addSelect(
          `row_number() OVER (PARTITION BY candidate.${parent} ORDER BY candidate.createdAt, candidate.id)`,
          'number',
        )
        .where(`candidate.${parent} IN (:...ids)`, { ids })
        .andWhere('candidate.hiddenAt IS NULL'),
      'candidate.authorId',
    );
    if (parent === 'subjectId') visible.andWhere('candidate.parentId IS NULL');
    if (args.after) {
      const [time, id] = decode(args.after);
      visible.andWhere('(candidate.createdAt, candidate.id) > (:time, :id)', { time, id });
    }
    const rows = await repository
      .createQueryBuilder('comment')
      .innerJoin(`(${visible.getQuery()})`, 'page', 'page.id = comment.id AND page.number <= :limit')
      .setParameters({ ...visible.getParameters(), limit: args.first + 1 })
      .orderBy('comment.createdAt')
      .addOrderBy('comment.id')
      .getMany();
    const groups = groupBy(rows, (comment) => comment[parent] ?? '');
    return ids.map((id) =>
      toPage(
        groups.get(id) ?? [],
        args,
        (comment) => [comment.createdAt, comment.id],
        () => repository.countBy({ [parent]: id }),
      ),
    );
  }
}

@Injectable()
export class LoadersService {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  create(viewer: string | null): Loaders {
    return new Loaders(this.database, viewer);
  }
}
