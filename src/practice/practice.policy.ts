import { type RootPolicy, SIGNED_IN } from '../base/access/index.js';

/** Nobody else notices any of it: the address need not be verified. */
export const practicePolicy: RootPolicy = {
  'Mutation.recordAttempts': SIGNED_IN,
  'Mutation.recordReveals': SIGNED_IN,
  'Mutation.resumeCard': SIGNED_IN,
  'Mutation.suspendCard': SIGNED_IN,
  'Mutation.undoAttempt': SIGNED_IN,
  'Mutation.updatePracticeSettings': SIGNED_IN,
};
