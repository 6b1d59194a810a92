export { LoadQuestions } from './load-questions.js';
export { Answer, AnswerVote, Question } from './question.entity.js';
export { QuestionsModule } from './questions.module.js';
