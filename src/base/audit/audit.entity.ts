import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../database/index.js';
import type { Instant } from '../time/index.js';

@Entity('audit_entry')
export class AuditRecord {
  @PrimaryColumn('uuid') id!: string;
  @InstantColumn() recordedAt!: Instant;
  @Column('uuid', { nullable: true }) actorId!: string | null;
  @Column('text') action!: string;
  @Column('text') subjectKind!: string;
  @Column('uuid') subjectId!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('jsonb', { nullable: true }) before!: object | null;
  @Column('jsonb', { nullable: true }) after!: object | null;
}
