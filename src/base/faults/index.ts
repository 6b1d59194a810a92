export { armFaults, faultPoint } from './fault-points.js';
