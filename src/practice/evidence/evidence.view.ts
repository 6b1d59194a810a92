import { Column, Entity, PrimaryColumn } from 'typeorm';

import { connection, descending, FALSE, one, sql, TRUE, type ViewSet } from '../../base/views/index.js';

@Entity('question_evidence')
export class QuestionEvidence {
  @PrimaryColumn('uuid') questionId!: string;
  @Column('int', { nullable: true }) rating!: number | null;
  @Column('int', { nullable: true }) uncertainty!: number | null;
  @Column('int') attempts!: number;
  @Column('int') learners!: number;
  @Column('float8', { nullable: true }) discrimination!: number | null;
  @Column('float8') revealRate!: number;
  @Column('text', { array: true }) signals!: string[];
}

export const evidenceViews: ViewSet = {
  views: {
    DifficultyEstimate: {},
    QuestionSignals: {
      entity: QuestionEvidence,
      id: { prefix: 'signals' },
      visible: (_evidence, { moderator }) => (moderator ? TRUE : FALSE),
      fields: {
        question: one('Question', { key: (evidence) => sql`${evidence}.question_id` }),
      },
    },
  },
  fields: {
    Question: {
      difficultyEstimate: one('DifficultyEstimate', {
        from: (question) =>
          sql`(SELECT e.rating, e.uncertainty, e.attempts FROM question_evidence e WHERE e.question_id = ${question}.id AND e.rating IS NOT NULL)`,
      }),
    },
    Viewer: {
      questionSignals: connection('QuestionSignals', {
        where: (evidence) => sql`${evidence}.concern > 0`,
        order: descending(['int', (evidence) => sql`${evidence}.concern`]),
      }),
    },
  },
};
