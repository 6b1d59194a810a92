import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InstantColumn } from '../base/database/index.js';
import type { Instant } from '../base/time/index.js';

@Entity('profile')
export class Profile {
  @PrimaryColumn('uuid') accountId!: string;
  @Column('citext') handle!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) headline!: string | null;
  @Column('text', { nullable: true }) bio!: string | null;
  @Column('text', { nullable: true }) bioHtml!: string | null;
  @Column('text', { array: true }) languages!: string[];
  @Column('jsonb') links!: { label: string; url: string }[];
  @Column('int') followerCount!: number;
  @Column('text') status!: 'ACTIVE' | 'SUSPENDED' | 'DELETED';
}

@Entity('mentor')
export class Mentor {
  @PrimaryColumn('uuid') accountId!: string;
  @InstantColumn() since!: Instant;
}

@Entity('mentor_expertise')
export class MentorExpertise {
  @PrimaryColumn('uuid') mentorId!: string;
  @PrimaryColumn('uuid') topicId!: string;
  @Column('smallint') level!: number;
}

@Entity('follow')
export class Follow {
  @PrimaryColumn('uuid') followerId!: string;
  @PrimaryColumn('uuid') followedId!: string;
  @InstantColumn() createdAt!: Instant;
}
