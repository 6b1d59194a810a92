import { Injectable } from '@nestjs/common';

import { CreateOffering, SetWeeklyHours } from '../availability/index.js';
import type { Role, SignedIn } from '../base/access/index.js';
import { LoadedContent, readContent } from '../base/content/index.js';
import { Database, newId } from '../base/database/index.js';
import type { Result } from '../base/graphql/index.js';
import { renderMarkdown } from '../base/text/index.js';
import { Clock } from '../base/time/index.js';
import { globalIdOf, type Ref } from '../base/views/index.js';
import { AddComment, Reaction } from '../discussion/index.js';
import { RoleGrant, SignUp } from '../identity/index.js';
import { Follow, Mentor, MentorExpertise, Profile } from '../people/index.js';
import { CreatePost, PublishPost } from '../posts/index.js';
import { Tagging } from '../skills/index.js';
import { type Community, community, type DemoPerson } from './community.js';

export const DEMO_PASSWORD = 'demo-attention-is-all';
export const DEMO_SIGN_INS = ['learner@example.com', 'mentor@example.com', 'moderator@example.com'];

/** Fills a new development database with people, so that there is something to see. Mostly through the verbs that clients use. */
@Injectable()
export class DemoCommunity {
  constructor(
    private readonly database: Database,
    private readonly content: LoadedContent,
    private readonly clock: Clock,
    private readonly signUp: SignUp,
    private readonly tagging: Tagging,
    private readonly createPost: CreatePost,
    private readonly publishPost: PublishPost,
    private readonly addComment: AddComment,
    private readonly setWeeklyHours: SetWeeklyHours,
    private readonly createOffering: CreateOffering,
  ) {}

  /** Once for a database: what its users did with it afterwards stays. */
  async make(): Promise<void> {
    const [file] = readContent('demo.yaml');
    if (!file) return;
    await this.content.load('demo', [{ name: file.name, hash: 'once' }], () => this.#fill(community.parse(file.value)));
  }

  async #fill({ people, posts, comments, follows, reactions }: Community): Promise<void> {
    const accounts = new Map<string, SignedIn>();
    for (const person of people) accounts.set(person.email, await this.#person(person));
    const account = (email: string) => accounts.get(email) as SignedIn;
    const postIds = new Map<string, string>();
    for (const { author, ...post } of posts) postIds.set(post.title, await this.#post(post, account(author)));
    for (const { on, replies, ...comment } of comments) {
      const id = await this.#comment(
        globalIdOf('post', postIds.get(on) as string),
        comment.markdown,
        account(comment.by),
      );
      for (const reply of replies) await this.#comment(globalIdOf('comment', id), reply.markdown, account(reply.by));
    }
    const createdAt = this.clock.now();
    for (const { by, of } of follows)
      await this.database
        .repository(Follow)
        .insert({ followerId: account(by).accountId, followedId: account(of).accountId, createdAt });
    for (const { on, by, kind } of reactions)
      await this.database
        .repository(Reaction)
        .insert({ subjectId: postIds.get(on) as string, accountId: account(by).accountId, kind, createdAt });
  }

  async #person({ email, name, timeZone, mentor, moderator, bio, ...face }: DemoPerson): Promise<SignedIn> {
    const { viewer } = await this.signUp.withoutMail({ email, name, timeZone, password: DEMO_PASSWORD });
    const accountId = keyOf(viewer);
    await this.database
      .repository(Profile)
      .update({ accountId }, { ...face, bio: bio ?? null, bioHtml: bio ? renderMarkdown(bio) : null });
    const roles = new Set<Role>(['LEARNER']);
    if (mentor) roles.add('MENTOR');
    if (moderator) roles.add('MODERATOR');
    const account: SignedIn = { accountId, sessionId: newId(), roles, emailVerified: true };
    const grantedAt = this.clock.now();
    for (const role of roles)
      if (role !== 'LEARNER')
        await this.database.repository(RoleGrant).insert({ accountId, role, areaNumber: null, grantedAt });
    if (mentor) await this.#mentor(mentor, timeZone, account);
    return account;
  }

  async #mentor(
    { expertise, hours, offerings }: NonNullable<DemoPerson['mentor']>,
    timeZone: string,
    account: SignedIn,
  ): Promise<void> {
    const mentorId = account.accountId;
    await this.database.repository(Mentor).insert({ accountId: mentorId, since: this.clock.now() });
    const topicIds = await this.tagging.topicIds(Object.keys(expertise), 'expertise');
    const levels = Object.values(expertise);
    await this.database
      .repository(MentorExpertise)
      .insert(topicIds.map((topicId, index) => ({ mentorId, topicId, level: levels[index] as number })));
    await this.setWeeklyHours.execute({ timeZone, hours }, account);
    for (const offering of offerings)
      await this.createOffering.execute({ ...offering, idempotencyKey: newId() }, account);
  }

  async #post(post: { title: string; markdown: string; topics: string[] }, author: SignedIn): Promise<string> {
    const created = await this.createPost.execute({ ...post, idempotencyKey: newId() }, author);
    const id = keyOf(created.post);
    await this.publishPost.execute({ postId: globalIdOf('post', id), idempotencyKey: newId() }, author);
    return id;
  }

  async #comment(subjectId: string, markdown: string, by: SignedIn): Promise<string> {
    const { comment } = await this.addComment.execute({ subjectId, markdown, idempotencyKey: newId() }, by);
    return keyOf(comment);
  }
}

function keyOf(reference: Result[string]): string {
  return (reference as Ref).key as string;
}
