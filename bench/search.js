// `npm run bench:search`: how long a search takes in a community of 50,000 posts and 5,000 questions with texts as people write them, beside two
// ways to do it by hand: plain full-text search (the floor), and the product's own statement without GraphQL. See README.md.
// `-- --size tiny` for a look.
import { parseArgs } from 'node:util';

import { benchSearch } from './lib/search.js';

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: 'small' },
    rounds: { type: 'string', default: '3' },
    fresh: { type: 'boolean', default: false },
  },
});
const MOST_TIMES_THE_FLOOR = 3;

await benchSearch({ ...options, rounds: Number(options.rounds), most: MOST_TIMES_THE_FLOOR });
process.exit();
