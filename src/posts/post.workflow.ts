import { allowed, denied, isSignedIn, type PermissionAnswer, type Viewer } from '../base/access/index.js';
import { type Instant, isBefore } from '../base/time/index.js';
import { Workflow } from '../base/workflow/index.js';

export type PostState = 'DRAFT' | 'PUBLISHED' | 'ARCHIVED';

/** What the contract calls a post's status: its state, the time, and whether moderators have hidden it. */
export type PostStatus = PostState | 'SCHEDULED' | 'HIDDEN';

export const postWorkflow = new Workflow<PostStatus, 'publish' | 'unpublish' | 'becomeDue' | 'hide' | 'restore'>(
  'post',
  ['DRAFT'],
  [],
  {
    publish: { from: ['DRAFT', 'SCHEDULED', 'ARCHIVED'], to: ['SCHEDULED', 'PUBLISHED'] },
    unpublish: { from: ['SCHEDULED', 'PUBLISHED'], to: ['DRAFT', 'ARCHIVED'] },
    becomeDue: { from: ['SCHEDULED'], to: ['PUBLISHED'] },
    hide: { from: ['PUBLISHED'], to: ['HIDDEN'] },
    restore: { from: ['HIDDEN'], to: ['PUBLISHED'] },
  },
);

export function statusOf(
  post: { readonly state: PostState; readonly publishAt: Instant | null; readonly hiddenAt: Instant | null },
  now: Instant,
): PostStatus {
  if (post.hiddenAt) return 'HIDDEN';
  return post.state === 'PUBLISHED' && post.publishAt && isBefore(now, post.publishAt) ? 'SCHEDULED' : post.state;
}

/** Who may change a post: its author, unless moderators have hidden it. */
export function canEditPost(
  { own, hidden }: { readonly own: boolean; readonly hidden: boolean },
  viewer: Viewer,
): PermissionAnswer {
  if (!isSignedIn(viewer)) return denied('SIGN_IN');
  if (!own) return denied('NOT_YOURS');
  return hidden ? denied('WRONG_STATE') : allowed;
}
