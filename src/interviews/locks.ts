/** Everything that changes a learner's diary takes turns on this key. */
export function learnerKey(learnerId: string): string {
  return `learner ${learnerId}`;
}
