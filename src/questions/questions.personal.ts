import type { PersonalDeclaration } from '../base/personal-data/index.js';

/** What never came into the bank. */
const UNPUBLISHED = `id IN (SELECT q.id FROM question q WHERE q.author_id = $1
  AND (q.state = 'DRAFT' OR NOT EXISTS (SELECT FROM question_version v WHERE v.question_id = q.id)))`;

export const questionsPersonal: PersonalDeclaration = {
  module: 'questions',
  tables: {
    question: {
      of: 'author_id = $1',
      personal: [
        'author_id',
        'slug',
        'prompt',
        'html',
        'hints',
        'short_answer',
        'answer',
        'answer_html',
        'rubric',
        'common_mistakes',
        'follow_ups',
        'references',
      ],
      notPersonal: { 'state, kind': 'words of ours', 'content_hash, source': 'of curated questions only' },
      exported: `id, slug, area_number, state, published_at, kind, difficulty, prompt, html, hints, short_answer, answer, answer_html,
        rubric, common_mistakes, follow_ups, "references", version, submitted_at, created_at`,
      notExported: { author_id: 'the same in each row' },
      onDeletion: [{ delete: { from: 'subject', where: UNPUBLISHED } }],
      stays: {
        'slug, prompt, html, hints, short_answer, answer, answer_html, rubric, common_mistakes, follow_ups, references':
          'what is in the bank stays without a name',
        author_id: 'an id that tells nothing without the name',
      },
    },
    question_version: {
      of: 'question_id IN (SELECT q.id FROM question q WHERE q.author_id = $1)',
      personal: [
        'prompt',
        'html',
        'hints',
        'short_answer',
        'answer',
        'answer_html',
        'rubric',
        'common_mistakes',
        'follow_ups',
        'references',
      ],
      exported:
        'question_id, version, published_at, prompt, html, hints, short_answer, answer, answer_html, rubric, common_mistakes, follow_ups, "references"',
      onDeletion: [],
      stays: {
        'prompt, html, hints, short_answer, answer, answer_html, rubric, common_mistakes, follow_ups, references':
          'others answered it; it has no name of anybody',
      },
    },
    question_decision: {
      of: 'moderator_id = $1',
      personal: ['moderator_id', 'reason'],
      notPersonal: { decision: 'a word of ours' },
      exported: 'id, question_id, version, decision, reason, decided_at',
      notExported: { moderator_id: 'the same in each row' },
      onDeletion: [],
      stays: {
        reason: 'its author was told so; nobody is named as who decided',
        moderator_id: 'an id that tells nothing without the name',
      },
    },
    study_guide: { nobody: 'content of ours' },
    study_guide_question: { nobody: 'content of ours' },
    question_topic: {
      of: 'question_id IN (SELECT q.id FROM question q WHERE q.author_id = $1)',
      personal: [],
      exported: 'question_id, (SELECT t.slug FROM topic t WHERE t.id = topic_id) AS topic',
      onDeletion: [],
    },
    answer: {
      of: 'author_id = $1',
      personal: ['author_id', 'markdown', 'html'],
      exported: 'id, question_id, markdown, html, score, accepted, created_at',
      notExported: { author_id: 'the same in each row' },
      onDeletion: [],
      stays: {
        'markdown, html': 'others learn from it; nobody is named as its author any more',
        author_id: 'an id that tells nothing without the name',
      },
    },
    answer_vote: {
      of: 'account_id = $1',
      personal: ['account_id', 'value'],
      exported: 'answer_id, value, created_at',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    encounter: {
      of: 'account_id = $1',
      personal: ['account_id', 'company', 'company_key'],
      notPersonal: { role: 'a word of ours' },
      exported: 'id, question_id, company, role, month, created_at',
      notExported: { account_id: 'the same in each row', company_key: 'made from the company' },
      onDeletion: [{ delete: 'rows' }],
    },
    question_list: {
      of: 'account_id = $1',
      personal: ['account_id', 'title', 'share_key'],
      exported: 'id, title, version, created_at',
      notExported: { account_id: 'the same in each row', share_key: 'opens the list to whoever reads the export' },
      onDeletion: [{ delete: 'rows' }],
    },
    question_list_item: {
      of: 'list_id IN (SELECT l.id FROM question_list l WHERE l.account_id = $1)',
      personal: [],
      exported: 'list_id, question_id, position',
      onDeletion: [],
    },
  },
};
