import { CreateList } from './create-list.js';
import { DeleteList } from './delete-list.js';
import { HoldList } from './hold-list.js';
import { ListItems } from './list-items.js';
import { QuestionListResolver } from './question-list.resolver.js';
import { ShareList } from './share-list.js';
import { UpdateList } from './update-list.js';

export { questionListPolicy, questionListViews } from './question-list.view.js';
export const questionListProviders = [
  CreateList,
  DeleteList,
  HoldList,
  ListItems,
  QuestionListResolver,
  ShareList,
  UpdateList,
];
