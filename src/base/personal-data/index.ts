export {
  type Erasure,
  isPersonal,
  type PersonalDeclaration,
  type PersonalTable,
  reasonsByColumn,
  type TableDeclaration,
} from './declaration.js';
export { type ExportedFile, PersonalData } from './personal-data.js';
export { PersonalDataModule } from './personal-data.module.js';
