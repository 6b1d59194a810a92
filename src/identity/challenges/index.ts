import { Challenges } from './challenges.js';

export { challengeOver, Challenges } from './challenges.js';

export const challengeProviders = [Challenges];
