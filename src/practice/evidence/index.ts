export { CalibrateQuestions } from './calibrate-questions.js';
export { evidenceViews } from './evidence.view.js';
