import {
  allowed,
  denied,
  EVERYONE,
  isModerator,
  isSignedIn,
  type PermissionAnswer,
  type RootPolicy,
  type Viewer,
} from '../base/access/index.js';

/** States in which its author may still change a question; later it is the moderators'. */
export const AUTHOR_MAY_EDIT = ['DRAFT', 'NEEDS_WORK'] as const;

export function canEditQuestion(
  { own, state }: { readonly own: boolean; readonly state: string },
  viewer: Viewer,
): PermissionAnswer {
  if (!isSignedIn(viewer)) return denied('SIGN_IN');
  if (isModerator(viewer)) return allowed;
  if (!own) return denied('NOT_YOURS');
  return (AUTHOR_MAY_EDIT as readonly string[]).includes(state) ? allowed : denied('WRONG_STATE');
}

export const questionPolicy: RootPolicy = { 'Query.question': EVERYONE, 'Query.questions': EVERYONE };
