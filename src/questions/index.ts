export { LoadQuestions } from './load-questions.js';
export { QuestionsModule } from './questions.module.js';
