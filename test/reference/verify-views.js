// `npm run verify:views`: the service and the reference over many more operations than `npm test` has time for.
import { verify } from '../harness/verify.js';

// In production graphql-js leaves out checks that take as long as all the rest.
verify('test/property/reads.test.ts', { OPERATIONS: process.env.OPERATIONS ?? '100000', NODE_ENV: 'production' });
