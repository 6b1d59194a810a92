import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { parse, stringify } from 'yaml';

import { DIFFICULTIES, KINDS } from '../../src/questions/index.js';

/** What the small bank has of everything. */
export const SMALL = { questions: 49, perArea: 7, perTopic: 2, perMuchAskedTopic: 3 };

const SYLLABLES = 'ba do fi gu ka lem mor nip pa quo rist sol tun vex wil yar zet'.split(' ');

/** Words that no other question has, and no table of terms either. */
function words(seed: number, count: number): string {
  return Array.from({ length: count }, (_, index) => {
    let number = (seed + 1) * 7919 + index * 104_729;
    let word = '';
    for (let part = 0; part < 4; part++) {
      word += SYLLABLES[number % SYLLABLES.length] ?? '';
      number = Math.floor(number / SYLLABLES.length) + index;
    }
    return `${word}${seed}`;
  }).join(' ');
}

type Entry = Record<string, unknown>;

/** A folder like content/ with a question of each kind in each of seven areas, and nothing wrong with it. */
export class SmallBank {
  readonly root = mkdtempSync(join(tmpdir(), 'sevenfold-bank-'));

  constructor(from?: SmallBank) {
    if (from) cpSync(from.root, this.root, { recursive: true });
    else this.#make();
  }

  copy(): SmallBank {
    return new SmallBank(this);
  }

  #make(): void {
    const areas = Array.from({ length: 7 }, (_, index) => `area-${index + 1}`);
    this.#put(
      'areas.yaml',
      areas.map((slug, index) => ({
        number: index + 1,
        slug,
        name: `Area ${index + 1}`,
        summary: words(900 + index, 12),
      })),
    );
    this.#put('terms.yaml', {
      exact: { Pytorch: 'PyTorch' },
      anyCase: { tokeniser: 'tokenizer', 'normalis*': 'normaliz*', 'fine tuning': 'fine-tuning' },
    });
    this.#put('references.yaml', {
      'doe-2017-work': {
        authors: 'Doe et al.',
        title: 'The Tokeniser',
        year: 2017,
        arxiv: '1706.03762',
        verifiedAt: '2026-11-28',
      },
      'roe-2002-book': { authors: 'Roe', title: 'A Book', year: 2002, doi: '10.1000/182', verifiedAt: '2026-11-28' },
    });
    areas.forEach((area, index) => {
      const topic = (part: string, askedIn: number) => ({
        slug: `${part}-${index}`,
        name: `Topic ${part} ${index}`,
        aliases: [`${part} alias ${index}`],
        askedIn,
      });
      this.#put(`topics/${area}.yaml`, [topic('often', 12), topic('seldom', 3)]);
      this.write(`guides/${area}.md`, `# ${area}\n\nBegin with [this](question:${this.slug(index, 0)}).\n`);
      KINDS.forEach((kind, place) =>
        this.#put(`questions/${area}/${this.slug(index, place)}.yaml`, record(index, place, kind)),
      );
    });
  }

  slug(area: number, place: number): string {
    return `question-${area}-${place}`;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  drop(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** Changes what a YAML file says. */
  change<Value = Entry>(path: string, change: (value: Value) => void): void {
    const value = parse(this.read(path)) as Value;
    change(value);
    this.#put(path, value);
  }

  #put(path: string, value: unknown): void {
    this.write(path, stringify(value));
  }
}

function record(area: number, place: number, kind: string): Entry {
  const seed = area * 10 + place;
  return {
    prompt: `${words(seed, 12)}?`,
    kind,
    difficulty: DIFFICULTIES[place % 3],
    topics: place % 2 === 0 ? [`often-${area}`] : [`often-${area}`, `seldom-${area}`],
    hints: [words(seed + 100, 5)],
    shortAnswer: `${words(seed + 200, 30)}.`,
    answer: [
      `${words(seed + 300, 150)}.`,
      'It costs $\\frac{1}{2} \\cdot 5 = 2.5$ units, and 1,024 bytes.',
      ...(kind === 'CODE'
        ? [
            '```python\nfrom math import sqrt\nfor x in (4, 9):\n    print(sqrt(x))\n# 2.0\n# 3.0\nprint([x * 2 for x in range(3)])  # [0, 2, 4]\n```',
          ]
        : []),
    ].join('\n\n'),
    rubric: ['one', 'two', 'three'].map((id) => ({ id, text: words(seed + 400, 6), points: 1 })),
    commonMistakes: [words(seed + 500, 8)],
    followUps: [600, 700].map((more) => ({ prompt: words(seed + more, 6), probes: words(seed + more + 1000, 6) })),
    references: place === 0 ? ['doe-2017-work', 'roe-2002-book'] : [],
    numbers: [
      { shows: '= 2.5$ units', computes: 'sum(range(3).map(x => x + 1)) * 5 / 12' },
      { shows: '1,024 bytes', computes: '2 ** 10' },
    ],
    verifiedAt: '2026-11-28',
  };
}
