import { type PermissionAnswer, allowed, denied, isSignedIn, type Viewer } from '../base/access/index.js';

/** Who may change the text of a comment: its author, while it is there. */
export function canEditComment(
  { own, deleted }: { readonly own: boolean; readonly deleted: boolean },
  viewer: Viewer,
): PermissionAnswer {
  if (!isSignedIn(viewer)) return denied('SIGN_IN');
  if (!own) return denied('NOT_YOURS');
  return deleted ? denied('WRONG_STATE') : allowed;
}
