import { createRequire } from 'node:module';

import { TestEnvironment } from 'jest-environment-node';

/** What the application asks `instanceof` about. */
const KINDS = { Error, TypeError, RangeError, SyntaxError, AggregateError, Map, Set, Date };

/**
 * Test files run in contexts of their own, as Jest has it; the application and what it shares with them (see transform.js) is loaded
 * outside of these, as Node loads it for `npm start`, once for all files of a worker.
 */
export default class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, KINDS);
    this.global.outside = createRequire(import.meta.url);
  }
}
