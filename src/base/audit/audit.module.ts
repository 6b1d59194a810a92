import { Global, Module } from '@nestjs/common';

import { PersonalDataModule } from '../personal-data/index.js';
import { Audit } from './audit.js';
import { auditPersonal } from './audit.personal.js';

@Global()
@Module({ imports: [PersonalDataModule.forFeature(auditPersonal)], providers: [Audit], exports: [Audit] })
export class AuditModule {}
