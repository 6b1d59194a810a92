export { Log } from './log.js';
export { inRequest } from './request-scope.js';
