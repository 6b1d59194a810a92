/** What takes longest, in seconds of a machine that has two workers to look after. */
const SECONDS = {
  'crash/effects': 205,
  'crash/booking': 106,
  'race/operations': 94,
  'property/reads': 69,
  'crash/backup': 63,
  'crash/process': 62,
  'crash/durability': 59,
  'crash/drain': 41,
  'e2e/strangers': 41,
  'property/payloads': 39,
};

function secondsOf(path) {
  return Object.entries(SECONDS).find(([file]) => path.endsWith(`/test/${file}.test.ts`))?.[1] ?? 0;
}

/** The longest first, so that no worker is left with one while the other has nothing to do; Jest knows them only from an earlier run. */
export default class {
  sort(tests) {
    return [...tests].sort((a, b) => secondsOf(b.path) - secondsOf(a.path) || (a.path < b.path ? -1 : 1));
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {
    // What is to come first is written above.
  }
}
