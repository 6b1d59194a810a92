import { isModerator, isSignedIn, moderatesAll, type Viewer } from '../access/index.js';
import { formatInstant, Temporal } from '../time/index.js';
import { param } from './sql.js';
import type { ViewScope } from './view.js';

/** The part of a viewer that a compiled statement depends on. */
export function viewerKind(viewer: Viewer): string {
  if (isModerator(viewer)) return moderatesAll(viewer) ? 'moderator' : 'moderator of an area';
  return isSignedIn(viewer) ? 'account' : 'anonymous';
}

const viewerId = param('uuid', ({ viewer }) => viewer.accountId);
const sessionId = param('uuid', ({ viewer }) => viewer.sessionId);
const now = param('timestamptz', (run) => run.now);

export function scopeOf(viewer: Viewer): ViewScope {
  return {
    signedIn: isSignedIn(viewer),
    moderator: isModerator(viewer),
    allAreas: moderatesAll(viewer),
    viewerId,
    sessionId,
    now,
  };
}

/** Instants and dates go out as their text. */
export function forStatement(value: unknown): unknown {
  if (value instanceof Temporal.Instant) return formatInstant(value);
  return value instanceof Temporal.PlainDate ? value.toString() : value;
}
