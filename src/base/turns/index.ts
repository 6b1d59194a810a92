export { Pace } from './pace.js';
export { Turns } from './turns.js';
