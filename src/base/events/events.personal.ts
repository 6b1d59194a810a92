import type { PersonalDeclaration } from '../personal-data/index.js';

export const eventsPersonal: PersonalDeclaration = {
  module: 'events',
  tables: {
    event: { nobody: 'payloads have ids, times and words of ours; what tells more is forgotten (EventKind.forgets)' },
    event_delivery: { nobody: 'names of consumers and ids of events' },
  },
};
