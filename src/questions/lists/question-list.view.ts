import { EVERYONE, type RootPolicy, SIGNED_IN, verified } from '../../base/access/index.js';
import {
  connection,
  descending,
  FALSE,
  many,
  one,
  type Row,
  type Sql,
  sql,
  type ViewScope,
  type ViewSet,
} from '../../base/views/index.js';
import { notBlocked } from '../../people/index.js';
import { QuestionList } from './question-list.entity.js';

function own(list: Row, { signedIn, viewerId }: ViewScope): Sql {
  return signedIn ? sql`${list}.account_id = ${viewerId}` : FALSE;
}

export const questionListViews: ViewSet = {
  views: {
    QuestionList: {
      entity: QuestionList,
      id: { prefix: 'list' },
      // By its id it is its owner's. Who comes by the link (`within`) has shown that they may.
      visible: (list, scope, within) => (within ? notBlocked(sql`${list}.account_id`, scope) : own(list, scope)),
      fields: {
        author: one('Profile', { key: (list) => sql`${list}.account_id` }),
        questions: many('Question', {
          from: (list) =>
            sql`(SELECT q.*, item.position FROM question_list_item item JOIN question q ON q.id = item.question_id WHERE item.list_id = ${list}.id)`,
          order: (question) => sql`${question}.position`,
        }),
      },
    },
  },
  fields: {
    Query: {
      questionList: one('QuestionList', {
        where: (list, _row, _scope, args) => sql`${list}.share_key = ${args.param('key', 'text')}`,
        within: true,
      }),
    },
    Viewer: {
      questionLists: connection('QuestionList', {
        where: (list, viewer) => sql`${list}.account_id = ${viewer}.id`,
        order: descending(['timestamptz', (list) => sql`${list}.created_at`]),
      }),
    },
  },
};

export const questionListPolicy: RootPolicy = {
  'Query.questionList': EVERYONE,
  'Mutation.createQuestionList': SIGNED_IN,
  'Mutation.updateQuestionList': SIGNED_IN,
  'Mutation.deleteQuestionList': SIGNED_IN,
  'Mutation.shareQuestionList': verified(SIGNED_IN),
};
