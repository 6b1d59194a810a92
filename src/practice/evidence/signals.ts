/** What is known of a question by those who tried it. */
export interface Evidence {
  /** The editors' label: 1 easy, 2, 3 hard. */
  readonly label: number;
  readonly rating: number | null;
  readonly uncertainty: number | null;
  readonly attempts: number;
  readonly learners: number;
  readonly revealRate: number;
  readonly discrimination: number | null;
}

export type Signal = 'LOW_DISCRIMINATION' | 'OFTEN_REVEALED' | 'MISLABELLED';

/** Below that, chance says as much as the question. */
const ENOUGH = 30;
/** Of school tests, items below 0.2 are revised (Ebel 1965); scores of oneself are noisier. */
const LEAST_DISCRIMINATION = 0.1;
const MOST_REVEALED = 0.6;
const MIDDLE = 1_500;
/** 1.5 logits: of those who know every second question, one in five. */
const FAR = 260;

/** Why somebody should look at a question. */
export function signalsOf({
  label,
  rating,
  uncertainty,
  attempts,
  learners,
  revealRate,
  discrimination,
}: Evidence): Signal[] {
  const found: Signal[] = [];
  if (attempts >= ENOUGH && discrimination !== null && discrimination < LEAST_DISCRIMINATION)
    found.push('LOW_DISCRIMINATION');
  if (learners >= ENOUGH && revealRate > MOST_REVEALED) found.push('OFTEN_REVEALED');
  if (attempts >= ENOUGH && rating !== null && uncertainty !== null && isMislabelled(label, rating, 2 * uncertainty))
    found.push('MISLABELLED');
  return found;
}

/** Only where the doubt that is left can't explain it. */
function isMislabelled(label: number, rating: number, doubt: number): boolean {
  const beyond = rating - MIDDLE;
  if (label === 1) return beyond > doubt;
  if (label === 3) return beyond < -doubt;
  return Math.abs(beyond) > FAR + doubt;
}
