import type { PersonalDeclaration } from '../personal-data/index.js';

export const jobsPersonal: PersonalDeclaration = {
  module: 'jobs',
  tables: {
    dead_letter: { nobody: 'payloads have ids alone, and errors are cleared of addresses' },
    restored_job: { nobody: 'payloads have ids alone' },
  },
};
