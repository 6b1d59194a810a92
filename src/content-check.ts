import { parseArgs } from 'node:util';

import { checkContent } from './content-check/index.js';

const HELP = `npm run content:check [-- <folder>]

Checks the question bank: the form of each file, what files name, how terms are spelled, lengths, questions that ask the same, how
much there is of everything, numbers by computing them, formulas, and Python by running it. Prints each fault with its file, then
how much there is in each area. docs/content.md says what to do about a fault.

  <folder>   in place of content/
  --help
`;

function run(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false } },
  });
  if (values.help || positionals.length > 1) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const { questions, faults, table, programs } = checkContent(positionals[0]);
  for (const { kind, file, path, says } of faults)
    process.stdout.write(`${kind}: content/${file}: ${path === '' ? '' : `${path}: `}${says}.\n`);
  process.stdout.write(`${faults.length > 0 ? '\n' : ''}${table}\n`);
  process.stdout.write(
    `Python: ${programs.run} programs run, ${programs.notRun} not, for want of a package or of Python.\n`,
  );
  process.stdout.write(`content: ${questions} questions, ${faults.length} faults\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

run();
