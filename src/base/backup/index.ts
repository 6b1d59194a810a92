export { type Manifest } from './manifest.js';
export { restoreBackup } from './restore-backup.js';
export { type Extra, type Progress, writeBackup } from './write-backup.js';
export { told } from './told.js';
