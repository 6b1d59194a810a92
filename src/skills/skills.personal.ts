import type { PersonalDeclaration } from '../base/personal-data/index.js';

export const skillsPersonal: PersonalDeclaration = {
  module: 'skills',
  tables: {
    skill_area: { nobody: 'content of ours' },
    topic: { nobody: 'content of ours' },
    topic_alias: { nobody: 'content of ours' },
    public_count: { nobody: 'counters' },
  },
};
