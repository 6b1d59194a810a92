// How Jest reads TypeScript: files of test/ by swc; files of src/, and packages that the application shares with its tests, as
// what they export outside of the test's context (environment.js). Each test file would load 3,400 modules anew otherwise.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';

import swc from '@swc/jest';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '../..');
const SRC = join(root, 'src') + sep;
const SHARED = join(import.meta.dirname, 'shared') + sep;
const tests = swc.createTransformer();

/** What is built of a file of src/; of shared/, the package that the file is named after. */
function outsideOf(path) {
  if (path.startsWith(SRC)) return join(root, 'dist', path.slice(SRC.length).replace(/\.ts$/, '.js'));
  if (path.startsWith(SHARED)) return path.slice(SHARED.length).replace(/\.js$/, '');
  return undefined;
}

function reexported(outside) {
  const names = Object.keys(require(outside)).filter(
    (name) => /^[\w$]+$/.test(name) && !['default', 'module.exports'].includes(name),
  );
  const lines = names.map((name) => `export const ${name} = all.${name};`);
  return [
    `const all = globalThis.outside(${JSON.stringify(outside)});`,
    ...lines,
    'export default all.default ?? all;',
  ].join('\n');
}

export default {
  getCacheKey(source, path, options) {
    const outside = outsideOf(path);
    if (!outside) return tests.getCacheKey(source, path, options);
    return createHash('sha256').update(reexported(outside)).digest('hex');
  },
  process(source, path, options) {
    const outside = outsideOf(path);
    return outside ? { code: reexported(outside) } : tests.process(source, path, options);
  },
};
