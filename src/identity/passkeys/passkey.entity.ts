import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../../base/database/index.js';
import type { Instant } from '../../base/time/index.js';

/** A key pair on somebody's device or in their password manager; here is its public half (WebAuthn). */
@Entity('passkey')
export class Passkey {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  @Column('bytea') credentialId!: Buffer;
  /** COSE_Key. */
  @Column('bytea') publicKey!: Buffer;
  /** Of signatures made, as the device counts them; 0 for ever where it doesn't. */
  @Column('bigint') counter!: string;
  @Column('text', { array: true }) transports!: string[];
  @Column('text') name!: string;
  @InstantColumn() createdAt!: Instant;
  @InstantColumn({ nullable: true }) lastUsedAt!: Instant | null;
}
