import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { checkContent, type Fault } from '../../src/content-check/index.js';
import { checkPython } from '../../src/content-check/python.js';
import { readBank } from '../../src/content-check/bank.js';
import { SMALL, SmallBank } from './small-bank.js';

interface Entry {
  prompt: string;
  kind: string;
  difficulty: string;
  topics: string[];
  hints: string[];
  shortAnswer: string;
  answer: string;
  rubric: { id: string; text: string; points: number }[];
  commonMistakes: string[];
  followUps: { prompt: string; probes: string }[];
  references: unknown[];
  numbers: { shows: string; computes: string }[];
  verifiedAt: string;
  [more: string]: unknown;
}

const whole = new SmallBank();
let bank: SmallBank;
beforeEach(() => {
  bank = whole.copy();
});
afterEach(() => bank.remove());
afterAll(() => whole.remove());

const FILE = 'questions/area-1/question-0-0.yaml';
const CODE = 'questions/area-1/question-0-4.yaml';
const told = ({ kind, file, path, says }: Fault) => `${kind}: ${file}: ${path}: ${says}`;
const faults = () => checkContent(bank.root, SMALL).faults.map(told);
const change = (alter: (record: Entry) => void, file = FILE) => bank.change(file, alter);
const changeReference = (alter: (entry: Record<string, unknown>) => void) =>
  bank.change<Record<string, Record<string, unknown>>>('references.yaml', (table) =>
    alter(table['doe-2017-work'] as Record<string, unknown>),
  );

test('a bank with nothing wrong has no faults, and its table counts it', () => {
  const report = checkContent(bank.root, SMALL);
  expect(report.faults.map(told)).toEqual([]);
  expect(report).toMatchObject({ questions: 49, programs: { run: 7, notRun: 0 } });
  expect(report.table).toMatch(/^area-1 +7 +3 +2 +2 +1 +1 +1 +1 +1 +1 +1 +seldom-0 3, often-0 7$/m);
  expect(report.table).toMatch(/^in all +49 /m);
});

/** One thing broken, and exactly what is said of it. */
const BROKEN: readonly (readonly [what: string, breakIt: () => void, ...sentences: RegExp[]])[] = [
  // form
  [
    'a file that is no YAML',
    () => bank.write(FILE, 'prompt: "'),
    /^form: questions\/area-1\/question-0-0\.yaml: : is no YAML: /,
  ],
  ['a key that there isn’t', () => change((record) => (record.note = 'x')), /^form: .*0-0\.yaml: .*note/],
  [
    'a key that is missing',
    () => change((record) => delete (record as Partial<Entry>).commonMistakes),
    /^form: .*commonMistakes: /,
  ],
  ['another kind', () => change((record) => (record.kind = 'RIDDLE')), /^form: .*kind: /],
  ['five topics', () => change((record) => (record.topics = ['a', 'b', 'c', 'd', 'e'])), /^form: .*topics: /],
  ['two rubric points', () => change((record) => record.rubric.pop()), /^form: .*rubric: /],
  [
    'a point worth four',
    () => change(({ rubric: [first] }) => first && (first.points = 4)),
    /^form: .*rubric\.0\.points: /,
  ],
  ['four hints', () => change((record) => (record.hints = ['a', 'b', 'c', 'd'])), /^form: .*hints: /],
  ['one follow-up', () => change((record) => record.followUps.pop()), /^form: .*followUps: /],
  [
    'a short answer of 81 words',
    () => change((record) => (record.shortAnswer = 'word '.repeat(81))),
    /^form: .*shortAnswer: at most 80 words/,
  ],
  ['a date that is none', () => change((record) => (record.verifiedAt = '2026-13-01')), /^form: .*verifiedAt: /],
  [
    'a reference written out',
    () => change((record) => (record.references = [{ title: 'x', url: 'https://x.org' }])),
    /^form: .*references\.0: /,
  ],
  [
    'a file name in upper case',
    () => bank.write('questions/area-1/Question.yaml', bank.read(FILE).replaceAll('0 ', '99 ')),
    /^form: questions\/area-1\/Question\.yaml: : is not named/,
  ],
  [
    'a table of references that is missing',
    () => bank.drop('references.yaml'),
    /^form: references\.yaml: : is missing/,
  ],
  [
    'a reference in two places',
    () => changeReference((entry) => (entry.doi = '10.1000/183')),
    /^form: references\.yaml: doe-2017-work: one of arxiv, doi and url/,
  ],
  [
    'an arXiv id that is none',
    () => changeReference((entry) => (entry.arxiv = '1706.037621234')),
    /^form: references\.yaml: doe-2017-work\.arxiv: an arXiv id/,
  ],
  [
    'a DOI that is none',
    () =>
      bank.change<Record<string, Record<string, unknown>>>(
        'references.yaml',
        (table) => (table['roe-2002-book'] = { ...table['roe-2002-book'], doi: 'doi:182' }),
      ),
    /^form: references\.yaml: roe-2002-book\.doi: a DOI/,
  ],
  [
    'an address by http',
    () =>
      bank.change<Record<string, Record<string, unknown>>>(
        'references.yaml',
        (table) =>
          (table['roe-2002-book'] = {
            authors: 'Roe',
            title: 'A Book',
            year: 2002,
            url: 'http://example.org',
            verifiedAt: '2026-11-28',
          }),
      ),
    /^form: references\.yaml: roe-2002-book\.url: an address that begins with https/,
  ],
  // links
  [
    'a reference that isn’t there',
    () => change((record) => record.references.push('poe-2000-raven')),
    /^link: .*references\.2: names “poe-2000-raven”, which is not in references\.yaml/,
  ],
  [
    'a reference named twice',
    () => change((record) => record.references.push('doe-2017-work')),
    /^link: .*references\.2: names “doe-2017-work” twice/,
  ],
  [
    'a reference that no question uses',
    () =>
      bank.change(
        'references.yaml',
        (table) =>
          (table['poe-2000-raven'] = {
            authors: 'Poe',
            title: 'X',
            year: 2000,
            url: 'https://example.org/x',
            verifiedAt: '2026-11-28',
          }),
      ),
    /^link: references\.yaml: poe-2000-raven: is used by no question/,
  ],
  [
    'one work under two ids',
    () => {
      bank.change<Record<string, unknown>>(
        'references.yaml',
        (table) => (table['doe-2018-again'] = table['doe-2017-work']),
      );
      change((record) => record.references.push('doe-2018-again'));
    },
    /^link: references\.yaml: doe-2018-again: is the same work as doe-2017-work/,
  ],
  [
    'a year to come',
    () =>
      bank.change<Record<string, Record<string, unknown>>>(
        'references.yaml',
        (table) => (table['roe-2002-book'] = { ...table['roe-2002-book'], year: 2062 }),
      ),
    /^link: references\.yaml: roe-2002-book\.year: can't be 2062/,
  ],
  [
    'a year long after arXiv’s',
    () => changeReference((entry) => (entry.year = 2024)),
    /^link: references\.yaml: doe-2017-work\.year: is 2024, long after 2017/,
  ],
  [
    'an arXiv id of a month that there isn’t',
    () => changeReference((entry) => (entry.arxiv = '1713.03762')),
    /^link: references\.yaml: doe-2017-work\.arxiv: can't be/,
  ],
  [
    'a topic that isn’t there',
    () => change((record) => record.topics.push('poetry')),
    /^link: .*topics\.1: names “poetry”, which is no topic/,
  ],
  [
    'a topic of another area first',
    () => change((record) => record.topics.unshift('often-1')),
    /^link: .*topics\.0: is of “area-2”, the file lies in “area-1”/,
  ],
  [
    'a slug that another question has',
    () =>
      bank.write(
        'questions/area-2/question-0-0.yaml',
        bank.read('questions/area-2/question-1-0.yaml').replaceAll('10 ', '99 '),
      ),
    /^link: questions\/area-2\/question-0-0\.yaml: : has the slug of questions\/area-1\//,
  ],
  [
    'two points with one id',
    () => change(({ rubric: [first] }) => first && (first.id = 'two')),
    /^link: .*rubric\.1\.id: is “two”/,
  ],
  [
    'a link by http',
    () => change((record) => (record.answer += '\n\n[here](http://example.org)')),
    /^link: .*answer: links to “http:\/\/example\.org”, which is no https address/,
  ],
  [
    'a link to nowhere',
    () => change((record) => (record.hints = ['see [this](./notes)'])),
    /^link: .*hints\.0: links to “\.\/notes”/,
  ],
  [
    'two topics found by one word',
    () =>
      bank.change<{ aliases: string[] }[]>('topics/area-1.yaml', ([first]) => first?.aliases.push('SELDOM-alias 1')),
    /^link: topics\/area-2\.yaml: seldom-1: is found as “seldom alias 1”, and so is often-0/,
  ],
  // terms
  [
    'a term in wrong letters',
    () => change((record) => (record.hints = ['Use Pytorch.'])),
    /^term: .*hints\.0: says “Pytorch”; the term is “PyTorch”/,
  ],
  [
    'British spelling, in any case',
    () => change((record) => (record.commonMistakes = ['Tokeniser first'])),
    /^term: .*commonMistakes\.0: says “Tokeniser”; the term is “tokenizer”/,
  ],
  [
    'British spelling with an ending',
    () => change((record) => (record.rubric[0] = { id: 'one', text: 'normalised it', points: 1 })),
    /^term: .*rubric\.0\.text: says “normalised”; the term is “normalized”/,
  ],
  [
    'a term over the end of a line',
    () => change((record) => (record.answer += '\n\nWith fine\ntuning.')),
    /^term: .*answer: says “fine tuning”; the term is “fine-tuning”/,
  ],
  // lengths
  [
    'an answer of a few words',
    () =>
      change((record) => (record.answer = 'It is $= 2.5$ units, 1,024 bytes.\n'), 'questions/area-1/question-0-0.yaml'),
    /^length: .*answer: has 6 words; 60 to/,
  ],
  [
    'an endless answer',
    () => change((record) => (record.answer += ` ${'word '.repeat(700)}`)),
    /^length: .*answer: has \d+ words/,
  ],
  [
    'an endless prompt',
    () => change((record) => (record.prompt += ` ${'word '.repeat(200)}`)),
    /^length: .*prompt: has \d+ words/,
  ],
  // likeness
  [
    'a question in other words',
    () =>
      bank.change<Entry>(
        'questions/area-2/question-1-3.yaml',
        (record) => (record.prompt = `Say, ${(bankPrompt() as string).split(' ').reverse().join(' ')}`),
      ),
    /^duplicate: .*1-3\.yaml: prompt: asks nearly the same as questions\/area-1\/question-0-0\.yaml/,
  ],
  // coverage
  [
    'a question less',
    () => bank.drop('questions/area-1/question-0-5.yaml'),
    /^coverage: questions: : holds 48; a whole bank has 49/,
    /^coverage: questions\/area-1: : holds 6; an area has 7/,
    /^coverage: questions\/area-1: kind: has no DESIGN/,
  ],
  [
    'a difficulty less',
    () =>
      [0, 1, 2, 3, 4, 5, 6].forEach((place) =>
        change((record) => (record.difficulty = 'EASY'), `questions/area-1/question-0-${place}.yaml`),
      ),
    /^coverage: questions\/area-1: difficulty: has no MEDIUM one/,
    /^coverage: questions\/area-1: difficulty: has no HARD one/,
  ],
  [
    'a topic with one question',
    () =>
      [1, 3].forEach((place) => change((record) => record.topics.pop(), `questions/area-1/question-0-${place}.yaml`)),
    /^coverage: topics\/area-1\.yaml: seldom-0: has 1 questions; with 3 lists that ask about it, it has 2 or more/,
  ],
  [
    'a much-asked topic with two',
    () =>
      bank.change<{ slug: string; askedIn: number }[]>('topics/area-1.yaml', ([, second]) => {
        if (second) second.askedIn = 10;
        change((record) => record.topics.pop(), 'questions/area-1/question-0-1.yaml');
      }),
    /^coverage: topics\/area-1\.yaml: seldom-0: has 2 questions; with 10 lists/,
  ],
  // numbers
  [
    'a number that isn’t so',
    () => change(({ numbers: [first] }) => first && (first.computes = '5 / 3')),
    /^number: .*numbers\.0: shows “= 2\.5\$ units”, but 5 \/ 3 is 1\.66/,
  ],
  [
    'a number that isn’t there',
    () => change(({ numbers: [first] }) => first && (first.shows = '2.6 units')),
    /^number: .*numbers\.0\.shows: “2\.6 units” stands neither/,
  ],
  [
    'a number that is only a part of one',
    () =>
      change((record) => {
        record.answer += '\n\nAbout 11.25 points.';
        record.numbers.push({ shows: '1.25 points', computes: '5 / 4' });
      }),
    /^number: .*numbers\.2\.shows: “1\.25 points” stands neither/,
  ],
  [
    'two numbers in one',
    () =>
      change((record) => {
        record.answer += '\n\nFrom 3 to 4.';
        record.numbers.push({ shows: '3 to 4', computes: '3' });
      }),
    /^number: .*numbers\.2\.shows: “3 to 4” has to hold one number/,
  ],
  [
    'an expression that can’t be read',
    () => change(({ numbers: [first] }) => first && (first.computes = 'process.exit(1)')),
    /^number: .*numbers\.0\.computes: “process\.exit\(1\)” asks for “\.exit”/,
  ],
  [
    'a NUMERIC question without numbers',
    () => change((record) => (record.numbers = []), 'questions/area-1/question-0-3.yaml'),
    /^number: .*0-3\.yaml: numbers: has 0; a NUMERIC question has 2/,
  ],
  // markdown
  [
    'a formula that KaTeX can’t read',
    () => change((record) => (record.answer += '\n\n$\\frac{1}{$')),
    /^markdown: .*answer: has a formula that KaTeX can't read: \$\\frac\{1\}\{\$/,
  ],
  [
    'a command outside of a formula',
    () => change((record) => (record.hints = ['It is \\sqrt{2}'])),
    /^markdown: .*hints\.0: has “\\sqrt” outside of a formula/,
  ],
  [
    'a formula that doesn’t end',
    () => change((record) => (record.answer += '\n\n$$\nx = 1\n')),
    /^markdown: .*answer: has a “\$\$” without its other/,
  ],
  [
    'code that doesn’t end',
    () => change((record) => (record.answer += '\n\n```text\nx\n')),
    /^markdown: .*answer: has a block of code that doesn’t end/,
  ],
  [
    'HTML',
    () => change((record) => (record.answer += '\n\nA <b>bold</b> claim.')),
    /^markdown: .*answer: has the HTML “<b>”/,
  ],
  // python
  [
    'a comment that tells another output',
    () => change((record) => (record.answer = record.answer.replace('[0, 2, 4]', '[0, 2, 5]')), CODE),
    /^python: .*0-4\.yaml: answer: has “print\(\[x \* 2.*which prints \[0, 2, 4\], not \[0, 2, 5\]/,
  ],
  [
    'lines of output in another order',
    () => change((record) => (record.answer = record.answer.replace('# 2.0\n# 3.0', '# 3.0\n# 2.0')), CODE),
    /^python: .*which prints 2\.0 \| 3\.0, not 3\.0 \| 2\.0/,
  ],
  [
    'an output that no comment tells',
    () => change((record) => (record.answer = record.answer.replace('  # [0, 2, 4]', '')), CODE),
    /^python: .*without a comment that says what it prints: \[0, 2, 4\]/,
  ],
  [
    'code that fails',
    () => change((record) => (record.answer = record.answer.replace('x * 2', 'y * 2')), CODE),
    /^python: .*has code that fails: NameError/,
  ],
  // guides
  ['an area without a guide', () => bank.drop('guides/area-3.md'), /^guide: guides\/area-3\.md: : is missing/],
  [
    'a guide to a question that isn’t there',
    () => bank.write('guides/area-1.md', 'See [x](question:question-0-9).'),
    /^guide: guides\/area-1\.md: : leads to “question-0-9”, which is no question/,
  ],
  [
    'a guide to nothing',
    () => bank.write('guides/area-1.md', 'Read a lot.'),
    /^guide: guides\/area-1\.md: : leads to no question/,
  ],
  [
    'a guide to nowhere',
    () => bank.write('guides/area-8.md', `See [x](question:question-0-0).`),
    /^guide: guides\/area-8\.md: : is named after “area-8”, which is no area/,
  ],
];
const bankPrompt = () => readBank(bank.root).questions.find(({ file }) => file === FILE)?.record.prompt;

describe('each kind of fault is found, and only it', () => {
  test.each(BROKEN)('%s', (_, breakIt, ...sentences) => {
    breakIt();
    const found = faults();
    for (const sentence of sentences) expect(found).toContainEqual(expect.stringMatching(sentence));
    // A file that can't be read is missing from everything else as well.
    if (!sentences[0]?.source.startsWith('^form'))
      expect(found.filter((line) => !sentences.some((sentence) => sentence.test(line)))).toEqual([]);
  });
});

describe('what is no fault', () => {
  test('code, formulas, addresses and titles of works are not spelled anew', () => {
    change(
      (record) =>
        (record.answer +=
          '\n\nCall `tokeniser.normalise()`, see [the page](https://example.org/tokeniser), $\\text{tokeniser}$.\n\n```text\nPytorch\n```'),
    );
    expect(faults()).toEqual([]);
  });

  test('Python that needs a package, or reaches out of itself, is not run', () => {
    for (const first of ['import torch', 'import os', 'open("/tmp/x", "w")'])
      change(
        (record) => (record.answer += `\n\n\`\`\`python\n${first}\nprint(1)  # 2\n\`\`\``),
        `questions/area-${['import torch', 'import os'].indexOf(first) + 2}/question-${['import torch', 'import os'].indexOf(first) + 1}-4.yaml`,
      );
    const report = checkContent(bank.root, SMALL);
    expect(report.faults.map(told)).toEqual([]);
    expect(report.programs).toEqual(expect.objectContaining({ run: 4, notRun: 3 }));
  });

  test('without Python nothing is run, and it is counted', () => {
    expect(checkPython(readBank(bank.root), 'no-such-python')).toEqual({ faults: [], run: 0, notRun: 7 });
  });
});

test('the command prints faults, table and a last line, and fails with faults alone', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '../../dist/content-check.js'), ...args], {
      encoding: 'utf8',
    });
  const { status, stdout } = run(bank.root); // too small for the whole bank's amounts
  expect(status).toBe(1);
  expect(stdout).toMatch(/^coverage: content\/questions: holds 49; a whole bank has 420 or more\.$/m);
  expect(stdout).toMatch(/\ncontent: 49 questions, \d+ faults\n$/);
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('content:check') });
});
