// `npm run verify:booking`: far more bookings, and far more kills while they are made, than `npm test` has time for.
import { verify, verifyRounds } from '../harness/verify.js';

const { BOOKING_OPERATIONS = '20000', KILL_ROUNDS = '50' } = process.env;
verify('test/race/operations.test.ts', { BOOKING_OPERATIONS });
verifyRounds('test/crash/booking.test.ts', Number(KILL_ROUNDS));
