import type { PersonalDeclaration } from '../personal-data/index.js';

export const attemptsPersonal: PersonalDeclaration = {
  module: 'attempts',
  tables: { attempt_count: { nobody: 'keys are hashes, and over within minutes' } },
};
