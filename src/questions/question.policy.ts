import {
  allowed,
  denied,
  EVERYONE,
  isSignedIn,
  moderates,
  MODERATORS,
  type PermissionAnswer,
  type RootPolicy,
  SIGNED_IN,
  verified,
  type Viewer,
} from '../base/access/index.js';

/** States in which its author may still change a question; later it is the moderators'. */
export const AUTHOR_MAY_EDIT = ['DRAFT', 'NEEDS_WORK'] as const;

interface QuestionFacts {
  readonly own: boolean;
  readonly state: string;
  readonly area: number;
}

export function canEditQuestion({ own, state, area }: QuestionFacts, viewer: Viewer): PermissionAnswer {
  if (!isSignedIn(viewer)) return denied('SIGN_IN');
  if (moderates(viewer, [area])) return allowed;
  if (!own) return denied('NOT_YOURS');
  return (AUTHOR_MAY_EDIT as readonly string[]).includes(state) ? allowed : denied('WRONG_STATE');
}

interface AnswerFacts {
  /** Whether the viewer wrote it. */
  readonly own: boolean;
  /** Whether the viewer wrote the question. */
  readonly asked: boolean;
  /** Whether others can see it, and its question. */
  readonly open: boolean;
  readonly area: number;
}

export function canVote({ own, open }: Pick<AnswerFacts, 'own' | 'open'>, viewer: Viewer): PermissionAnswer {
  if (!isSignedIn(viewer)) return denied('SIGN_IN');
  if (own) return denied('OWN');
  return open ? allowed : denied('WRONG_STATE');
}

/** The question's author or a moderator, but nobody their own. */
export function canAccept({ own, asked, open, area }: AnswerFacts, viewer: Viewer): PermissionAnswer {
  if (!isSignedIn(viewer)) return denied('SIGN_IN');
  if (own) return denied('OWN');
  if (!asked && !moderates(viewer, [area])) return denied('NOT_YOURS');
  return open ? allowed : denied('WRONG_STATE');
}

export const questionPolicy: RootPolicy = {
  'Query.question': EVERYONE,
  'Query.questions': EVERYONE,
  'Query.similarQuestions': EVERYONE,
  'Mutation.submitQuestion': verified(SIGNED_IN),
  'Mutation.updateQuestion': verified(SIGNED_IN),
  'Mutation.addAnswer': verified(SIGNED_IN),
  'Mutation.vote': verified(SIGNED_IN),
  'Mutation.acceptAnswer': verified(SIGNED_IN),
  'Mutation.decideQuestion': verified(MODERATORS),
  'Mutation.deprecateQuestion': verified(MODERATORS),
  'Mutation.mergeQuestion': verified(MODERATORS),
  'Mutation.verifyQuestion': verified(MODERATORS),
};
