import { CONTENT } from '../base/content/index.js';
import { type Fault, readBank } from './bank.js';
import { type Amounts, checkCoverage, WHOLE_BANK } from './coverage.js';
import { checkLengths } from './lengths.js';
import { checkLinks } from './links.js';
import { checkMarkdown } from './markdown.js';
import { checkNumbers } from './numbers.js';
import { checkPython } from './python.js';
import { checkSimilarity } from './similarity.js';
import { tableOf } from './table.js';
import { checkTerms } from './terms.js';

export type { Fault } from './bank.js';

export interface Report {
  readonly questions: number;
  readonly faults: readonly Fault[];
  readonly table: string;
  /** Programs in answers; those that need a package, or a Python that isn't here, are not run. */
  readonly programs: { readonly run: number; readonly notRun: number };
}

/** Everything about the files of the bank that can be checked without a database. */
export function checkContent(root = CONTENT, amounts: Amounts = WHOLE_BANK): Report {
  const bank = readBank(root);
  const python = checkPython(bank);
  const faults = [
    ...bank.faults,
    ...checkLinks(bank),
    ...checkTerms(bank),
    ...checkLengths(bank),
    ...checkSimilarity(bank),
    ...checkCoverage(bank, amounts),
    ...checkNumbers(bank),
    ...checkMarkdown(bank),
    ...python.faults,
  ];
  return { questions: bank.questions.length, faults, table: tableOf(bank), programs: python };
}
