import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('skill_area')
export class SkillArea {
  @PrimaryColumn('uuid') id!: string;
  @Column('smallint') number!: number;
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @Column('text') summary!: string;
}

@Entity('topic')
export class Topic {
  @PrimaryColumn('uuid') id!: string;
  @Column('smallint') areaNumber!: number;
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @Column('text', { array: true }) aliases!: string[];
  @Column('int') askedIn!: number;
}
