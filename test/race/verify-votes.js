// `npm run verify:votes`: far more votes than `npm run test:all` has time for.
import { verify } from '../harness/verify.js';

verify('test/race/votes.test.ts', { VOTES: process.env.VOTES ?? '200000' });
