// `npm run verify:effects`: processes are killed far more often than `npm test` has time for.
import { verifyRounds } from '../harness/verify.js';

verifyRounds('test/crash/effects.test.ts', Number(process.env.KILL_ROUNDS ?? 50));
