export { LoadQuestions } from './load-questions.js';
export { published, questionVisible } from './question.view.js';
export { QuestionsModule } from './questions.module.js';
