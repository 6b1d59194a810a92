export { Temporal } from 'temporal-polyfill';

export { Clock, DatabaseClock, type Ticking } from './clock.js';
export {
  addMinutes,
  formatInstant,
  type Instant,
  instantFromMs,
  isBefore,
  parseDatabaseInstant,
  parseUsualInstant,
} from './instant.js';
export { covers, type Interval, meets, overlap, union } from './interval.js';
export { daysLater, formatLocal, fromWall, isTimeZone, toWall, wallGrid, wallWindow } from './zone.js';
