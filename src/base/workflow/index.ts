export { type Transition, Workflow } from './workflow.js';
