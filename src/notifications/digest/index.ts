export { digestViews } from './digest.view.js';
export { PlanDigests } from './plan-digests.js';
export { SetDigestFrequency } from './set-digest-frequency.js';
export { WriteDigests } from './write-digest.js';
