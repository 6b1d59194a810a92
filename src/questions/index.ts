export { ExportQuestions } from './export-questions.js';
export { LoadGuides } from './load-guides.js';
export { LoadQuestions } from './load-questions.js';
export {
  DIFFICULTIES,
  KINDS,
  type QuestionRecord,
  questionRecord,
  type ReferenceEntry,
  referenceEntry,
} from './question-record.js';
export { published, questionVisible } from './question.visibility.js';
export { AnswerAccepted, AnswerAdded, QuestionDecided } from './question.events.js';
export { QuestionsModule } from './questions.module.js';
export { questionsOfGuide, withQuestionLinks } from './study-guide.js';
