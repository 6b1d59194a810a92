export { InstantColumn } from './columns.js';
export { ConstraintRefusals, databaseFailure } from './constraints.js';
export { Database, type Statement } from './database.js';
export { DatabaseModule } from './database.module.js';
export { DatabaseServer } from './database-server.js';
export { DatabaseInUseError } from './embedded/embedded-server.js';
export { type Heard, Listener } from './listener.js';
export { newId } from './new-id.js';
export { UnsuitableDatabaseError } from './prepare.js';
