import type { InterviewParty } from './interview.policy.js';
import type { InterviewStatus } from './interview.workflow.js';

export type Claim = 'OTHER_ABSENT' | 'SELF_ABSENT' | 'BOTH_PRESENT';
export type Claims = Partial<Record<InterviewParty, Claim>>;

const OTHER: Readonly<Record<InterviewParty, InterviewParty>> = { MENTOR: 'LEARNER', LEARNER: 'MENTOR' };

/** Who did not come, as one party says it; null: both came. */
function absentBy(party: InterviewParty, claim: Claim): InterviewParty | null {
  if (claim === 'BOTH_PRESENT') return null;
  return claim === 'SELF_ABSENT' ? party : OTHER[party];
}

/**
 * What the claims make of an interview. One stands until the other party says otherwise; two that agree settle it; each admitting
 * to have been absent, nobody was there; everything else is a contradiction, which a moderator resolves.
 */
export function outcomeOf({ MENTOR, LEARNER }: Claims): InterviewStatus {
  const said = [MENTOR && absentBy('MENTOR', MENTOR), LEARNER && absentBy('LEARNER', LEARNER)].filter(
    (absent) => absent !== undefined,
  );
  if (MENTOR === 'SELF_ABSENT' && LEARNER === 'SELF_ABSENT') return 'NO_SHOW_BOTH';
  if (new Set(said).size > 1) return 'DISPUTED';
  const [absent] = said;
  return absent == null ? 'COMPLETED' : `NO_SHOW_${absent}`;
}
