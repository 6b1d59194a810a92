import { Injectable } from '@nestjs/common';
import type { GraphQLSchema } from 'graphql';

import { ApiError, Refusal } from '../errors/index.js';
import { Clock } from '../time/index.js';
import { isSignedIn, moderatesAll, type Viewer } from './viewer.js';

export const AUDIENCES = ['anonymous', 'learner', 'mentor', 'moderator', 'admin'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Who may use a root field at all. What they see of it is decided by the views' visibility and the verbs' policies. */
export interface RootRule {
  readonly allow: readonly Audience[];
  /** Of moderators only those who aren't kept to one skill area. */
  readonly allAreas?: boolean;
  /** Others would notice it: the account's address must be verified first. */
  readonly verified?: boolean;
  /** What a client does without an access token: one that is bad or has ended is no obstacle. */
  readonly withoutToken?: boolean;
  /** Could lock the owner out, or gives all away: they must have signed in within the last ten minutes. */
  readonly recent?: boolean;
  /** What a script's key needs; without it keys are refused, but for queries and subscriptions, which `read` opens. */
  readonly scope?: string;
  /** Checks a secret: an operation may ask for one of these, once. */
  readonly credentials?: boolean;
}

/** By `Query.posts`, `Mutation.publishPost`. */
export type RootPolicy = Readonly<Record<string, RootRule>>;

export const EVERYONE: RootRule = { allow: AUDIENCES };
export const SIGNED_IN: RootRule = { allow: ['learner', 'mentor', 'moderator', 'admin'] };
export const MENTORS: RootRule = { allow: ['mentor'] };
export const MODERATORS: RootRule = { allow: ['moderator', 'admin'] };
export const MODERATORS_OF_ALL: RootRule = { ...MODERATORS, allAreas: true };
export const ADMINS: RootRule = { allow: ['admin'] };
export const PUBLISHERS: RootRule = { allow: ['mentor', 'moderator', 'admin'] };
export const withoutToken = (rule: RootRule): RootRule => ({ ...rule, withoutToken: true });
export const verified = (rule: RootRule): RootRule => ({ ...rule, verified: true });
export const recent = (rule: RootRule): RootRule => ({ ...rule, recent: true });
export const credentials = (rule: RootRule): RootRule => ({ ...rule, credentials: true });
export const withScope = (scope: string, rule: RootRule): RootRule => ({ ...rule, scope });

/** How long a sign-in counts as fresh. */
export const RECENT_MINUTES = 10;

/** The one table of who may do what, deny by default. */
@Injectable()
export class Policies {
  readonly #rules = new Map<string, RootRule>();

  constructor(private readonly clock: Clock) {}

  add(policy: RootPolicy): void {
    for (const [field, rule] of Object.entries(policy)) {
      if (this.#rules.has(field)) throw new Error(`Two policy entries for ${field}`);
      this.#rules.set(field, rule);
    }
  }

  get rules(): ReadonlyMap<string, RootRule> {
    return this.#rules;
  }

  /** @throws ApiError UNAUTHENTICATED or FORBIDDEN; Refusal EMAIL_NOT_VERIFIED, REAUTH_REQUIRED */
  assert(viewer: Viewer, field: string): void {
    const rule = this.#rules.get(field);
    if (!rule?.allow.some((audience) => isOf(viewer, audience))) {
      throw isSignedIn(viewer) ? new ApiError('FORBIDDEN') : new ApiError('UNAUTHENTICATED', 'Sign in first.');
    }
    if (rule.allAreas && !moderatesAll(viewer)) {
      throw new ApiError('FORBIDDEN', 'This is for moderators of all areas.');
    }
    if (viewer.scopes && !viewer.scopes.has(rule.scope ?? (field.startsWith('Mutation.') ? '' : 'read'))) {
      throw new ApiError('FORBIDDEN', 'This API key may not be used for that.');
    }
    if (rule.verified && !viewer.emailVerified) {
      throw new Refusal('EMAIL_NOT_VERIFIED', 'Verify your e-mail address first.');
    }
    if (rule.recent) this.assertRecent(viewer);
  }

  /**
   * For what needs a fresh sign-in in some of its cases only.
   * @throws Refusal REAUTH_REQUIRED
   */
  assertRecent(viewer: Viewer): void {
    if (this.#isRecent(viewer)) return;
    throw new Refusal('REAUTH_REQUIRED', 'Sign in again first: this needs a sign-in of the last ten minutes.');
  }

  #isRecent({ authenticatedAt }: Viewer): boolean {
    if (!authenticatedAt) return false;
    const age = this.clock.now().epochMilliseconds - authenticatedAt.epochMilliseconds;
    return age <= RECENT_MINUTES * 60_000;
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
