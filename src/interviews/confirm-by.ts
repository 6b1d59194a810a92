import type { Instant } from '../base/time/index.js';

const CONFIRM_WITHIN_HOURS = 48;

/** Until when somebody has to confirm what begins then. */
export function confirmBy(now: Instant, startsAt: Instant): Instant {
  const latest = now.add({ hours: CONFIRM_WITHIN_HOURS });
  return latest.epochMilliseconds < startsAt.epochMilliseconds ? latest : startsAt;
}
