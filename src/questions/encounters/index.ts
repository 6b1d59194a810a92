import { EncounterResolver } from './encounter.resolver.js';
import { RecordEncounter } from './record-encounter.js';
import { RemoveEncounter } from './remove-encounter.js';

export { encounterPolicy, encounterViews } from './encounter.view.js';
export const encounterProviders = [EncounterResolver, RecordEncounter, RemoveEncounter];
