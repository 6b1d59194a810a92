export { Audit, type AuditEntry } from './audit.js';
export { AuditRecord } from './audit.entity.js';
export { AuditModule } from './audit.module.js';
