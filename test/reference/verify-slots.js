// `npm run verify:slots`: code and slow engine over many more schedules than `npm test` has time for.
import { verify } from '../harness/verify.js';

verify('test/property/slots.test.ts', { SCHEDULES: process.env.SCHEDULES ?? '100000' });
