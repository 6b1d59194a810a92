import type { PersonalDeclaration } from '../personal-data/index.js';

export const contentPersonal: PersonalDeclaration = {
  module: 'content',
  tables: {
    loaded_content: { nobody: 'files of ours' },
    migration: { nobody: 'files of ours' },
  },
};
