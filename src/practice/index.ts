export { Attempt, Reveal } from './practice.entity.js';
export { PracticeModule } from './practice.module.js';
