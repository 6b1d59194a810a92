import { Injectable } from '@nestjs/common';
import type { GraphQLSchema } from 'graphql';

import { ApiError, Refusal } from '../errors/index.js';
import { isSignedIn, type Viewer } from './viewer.js';

export const AUDIENCES = ['anonymous', 'learner', 'mentor', 'moderator', 'admin'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Who may use a root field at all. What they see of it is decided by the views' visibility and the verbs' policies. */
export interface RootRule {
  readonly allow: readonly Audience[];
  /** Others would notice it: the account's address must be verified first. */
  readonly verified?: boolean;
  /** What a client does without an access token: one that is bad or has ended is no obstacle. */
  readonly withoutToken?: boolean;
}

/** By `Query.posts`, `Mutation.publishPost`. */
export type RootPolicy = Readonly<Record<string, RootRule>>;

export const EVERYONE: RootRule = { allow: AUDIENCES };
export const SIGNED_IN: RootRule = { allow: ['learner', 'mentor', 'moderator', 'admin'] };
export const MENTORS: RootRule = { allow: ['mentor'] };
export const MODERATORS: RootRule = { allow: ['moderator', 'admin'] };
export const PUBLISHERS: RootRule = { allow: ['mentor', 'moderator', 'admin'] };
export const withoutToken = (rule: RootRule): RootRule => ({ ...rule, withoutToken: true });
export const verified = (rule: RootRule): RootRule => ({ ...rule, verified: true });

/** The one table of who may do what, deny by default. */
@Injectable()
export class Policies {
  readonly #rules = new Map<string, RootRule>();

  add(policy: RootPolicy): void {
    for (const [field, rule] of Object.entries(policy)) {
      if (this.#rules.has(field)) throw new Error(`Two policy entries for ${field}`);
      this.#rules.set(field, rule);
    }
  }

  get rules(): ReadonlyMap<string, RootRule> {
    return this.#rules;
  }

  /** @throws ApiError UNAUTHENTICATED or FORBIDDEN; Refusal EMAIL_NOT_VERIFIED */
  assert(viewer: Viewer, field: string): void {
    const rule = this.#rules.get(field);
    if (!rule?.allow.some((audience) => isOf(viewer, audience))) {
      throw isSignedIn(viewer) ? new ApiError('FORBIDDEN') : new ApiError('UNAUTHENTICATED', 'Sign in first.');
    }
    if (rule.verified && !viewer.emailVerified) {
      throw new Refusal('EMAIL_NOT_VERIFIED', 'Verify your e-mail address first.');
    }
  }

  allows(viewer: Viewer, field: string): boolean {
    try {
      this.assert(viewer, field);
      return true;
    } catch {
      return false;
    }
  }

  /** @throws Error naming each root field without an entry and each entry without a field */
  assertComplete(schema: GraphQLSchema): void {
    const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
      type ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    );
    const problems = [
      ...fields.filter((field) => !this.#rules.has(field)).map((field) => `${field} has no policy entry`),
      ...[...this.#rules.keys()]
        .filter((field) => !fields.includes(field))
        .map((field) => `${field} is not in the schema`),
    ];
    if (problems.length > 0) throw new Error(`The policy table doesn't fit the schema:\n  ${problems.join('\n  ')}`);
  }
}

function isOf(viewer: Viewer, audience: Audience): boolean {
  switch (audience) {
    case 'anonymous':
      return !isSignedIn(viewer);
    case 'learner':
      return isSignedIn(viewer);
    default:
      return viewer.roles.has(audience.toUpperCase() as 'MENTOR' | 'MODERATOR' | 'ADMIN');
  }
}
