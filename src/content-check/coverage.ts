import { DIFFICULTIES, KINDS } from '../questions/index.js';
import { aliasKey } from '../skills/index.js';
import type { Bank, Fault } from './bank.js';

/** How much there has to be at least. */
export interface Amounts {
  readonly questions: number;
  readonly perArea: number;
  readonly perTopic: number;
  /** Of topics that {@link MUCH_ASKED} lists or more ask about. */
  readonly perMuchAskedTopic: number;
}

export const WHOLE_BANK: Amounts = { questions: 420, perArea: 55, perTopic: 2, perMuchAskedTopic: 3 };

const MUCH_ASKED = 10;

export function checkCoverage(bank: Bank, amounts: Amounts): Fault[] {
  const { areas, topics, questions } = bank;
  const fault = (file: string, path: string, says: string): Fault => ({ kind: 'coverage', file, path, says });
  const tagged = new Map<string, number>();
  for (const { record } of questions)
    for (const topic of new Set(record.topics)) tagged.set(topic, (tagged.get(topic) ?? 0) + 1);
  return [
    ...(questions.length < amounts.questions
      ? [fault('questions', '', `holds ${questions.length}; a whole bank has ${amounts.questions} or more`)]
      : []),
    ...areas.flatMap(({ slug }) => {
      const own = questions.filter(({ area }) => area === slug);
      const folder = `questions/${slug}`;
      return [
        ...(own.length < amounts.perArea
          ? [fault(folder, '', `holds ${own.length}; an area has ${amounts.perArea} or more`)]
          : []),
        ...KINDS.filter((kind) => own.every(({ record }) => record.kind !== kind)).map((kind) =>
          fault(folder, 'kind', `has no ${kind}`),
        ),
        ...DIFFICULTIES.filter((level) => own.every(({ record }) => record.difficulty !== level)).map((level) =>
          fault(folder, 'difficulty', `has no ${level} one`),
        ),
      ];
    }),
    ...topics.flatMap(({ slug, area, askedIn }) => {
      const least = askedIn >= MUCH_ASKED ? amounts.perMuchAskedTopic : amounts.perTopic;
      const count = tagged.get(slug) ?? 0;
      return count < least
        ? [
            fault(
              `topics/${area}.yaml`,
              slug,
              `has ${count} questions; with ${askedIn} lists that ask about it, it has ${least} or more`,
            ),
          ]
        : [];
    }),
    ...ambiguous(bank),
  ];
}

/** A word under which people look leads to one topic. */
function ambiguous({ topics }: Bank): Fault[] {
  const meant = new Map<string, string>();
  return topics.flatMap(({ slug, name, aliases, area }) =>
    [...new Set([slug, name].map(aliasKey)), ...aliases.map(aliasKey)].flatMap((word): Fault[] => {
      const other = meant.get(word);
      meant.set(word, slug);
      return other === undefined
        ? []
        : [
            {
              kind: 'link',
              file: `topics/${area}.yaml`,
              path: slug,
              says: `is found as “${word}”, and so is ${other}`,
            },
          ];
    }),
  );
}
