import type { Look, Resolvers } from '../look.js';
import { ascending, descending, pageOf } from '../pages.js';
import type { RowOf } from '../tables.js';
import { personIn } from './people.js';
import { allowed, denied, type Permission } from './permission.js';
import { rubricOf } from './questions.js';

const text = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);

/** What pg_trgm makes of a text: the threes of characters of its words, with two spaces before each and one after. */
function trigrams(of: string): Set<string> {
  const words = of.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words.flatMap((word) => {
      const padded = [...`  ${word} `];
      return padded.slice(2).map((_, index) => padded.slice(index, index + 3).join(''));
    }),
  );
}

/** In single precision, as PostgreSQL has it. */
function likeness(one: string, other: string): number {
  const [a, b] = [trigrams(one), trigrams(other)];
  const common = [...a].filter((three) => b.has(three)).length;
  return Math.fround(common / (a.size + b.size - common));
}

function waiting({ eyes, rules }: Look, isWaiting: (question: RowOf) => boolean): RowOf[] {
  if (!rules.isModerator(eyes)) return [];
  return rules
    .all('question')
    .filter(
      (question) => question.hidden_at === null && isWaiting(question) && rules.moderates(eyes, question.area_number),
    );
}

const isOpen = ({ rules }: Look, answer: RowOf): boolean =>
  answer.hidden_at === null && rules.questionIsOut(rules.one('question', 'id', answer.question_id) as RowOf);

function canVote(look: Look, answer: RowOf): Permission {
  if (look.eyes.id === null) return denied('SIGN_IN');
  if (look.rules.isSelf(look.eyes, answer.author_id)) return denied('OWN');
  return isOpen(look, answer) ? allowed() : denied('WRONG_STATE');
}

function canAccept(look: Look, answer: RowOf): Permission {
  const { eyes, rules } = look;
  const question = rules.one('question', 'id', answer.question_id) as RowOf;
  if (eyes.id === null) return denied('SIGN_IN');
  if (rules.isSelf(eyes, answer.author_id)) return denied('OWN');
  if (!rules.isSelf(eyes, question.author_id) && !rules.moderates(eyes, question.area_number))
    return denied('NOT_YOURS');
  return isOpen(look, answer) ? allowed() : denied('WRONG_STATE');
}

interface Said {
  readonly company: string;
  readonly key: string;
  readonly role: string | null;
  readonly month: string | null;
  readonly people: Set<unknown>;
}

/** What at least three say, of a company and of one role and month there. */
function saidOf({ rules }: Look, { id }: RowOf) {
  const groups = new Map<string, Said>();
  for (const row of rules.rows('encounter', 'question_id', id)) {
    const month = String(row.month).slice(0, 7);
    for (const [role, when] of [
      [null, null],
      [String(row.role), month],
    ] as const) {
      const name = JSON.stringify([row.company_key, role, when]);
      const before = groups.get(name);
      const company = before && before.company < String(row.company) ? before.company : String(row.company);
      const people = new Set([...(before?.people ?? []), row.account_id]);
      groups.set(name, { company, key: String(row.company_key), role, month: when, people });
    }
  }
  return [...groups.values()]
    .filter(({ people }) => people.size >= 3)
    .map((said) => ({ ...said, at_least: [100, 50, 20, 10, 5, 3].find((step) => said.people.size >= step) as number }))
    .sort(
      (a, b) =>
        b.at_least - a.at_least ||
        text(a.key, b.key) ||
        text(b.month ?? '~', a.month ?? '~') ||
        text(a.role ?? '', b.role ?? ''),
    )
    .slice(0, 20);
}

/** What people bring to the bank, and what moderators do about it. */
export const community: Resolvers = {
  Query: {
    similarQuestions: (_, { eyes, rules }, { prompt }) =>
      eyes.id === null
        ? []
        : rules
            .all('question')
            .filter((question) => rules.questionIsOut(question) && rules.question(eyes, question))
            .map((question) => ({ question, like: likeness(String(question.prompt), prompt) }))
            .filter(({ like }) => like >= 0.3)
            .sort((a, b) => b.like - a.like || text(a.question.id, b.question.id))
            .slice(0, 5)
            .map(({ question }) => question),
    questionList: (_, { eyes, rules }, { key }) => {
      const list = rules.one('question_list', 'share_key', key);
      return list && !rules.isBlocked(eyes, list.account_id) ? list : null;
    },
  },
  Viewer: {
    questionsToReview: (_, look, args) =>
      pageOf(
        look,
        'Viewer.questionsToReview',
        waiting(look, ({ state }) => state === 'IN_REVIEW'),
        ascending(['instant', (question) => question.submitted_at ?? question.created_at]),
        args,
      ),
    questionsToVerify: (_, look, args) =>
      pageOf(
        look,
        'Viewer.questionsToVerify',
        waiting(look, ({ state }) => state === 'PUBLISHED'),
        ascending(['id', (question) => question.verified_at ?? '-infinity']),
        args,
      ),
    encounters: ({ id }, look, args) =>
      pageOf(
        look,
        'Viewer.encounters',
        look.rules.rows('encounter', 'account_id', id),
        descending(['instant', (row) => row.created_at]),
        args,
      ),
    questionLists: ({ id }, look, args) =>
      pageOf(
        look,
        'Viewer.questionLists',
        look.rules.rows('question_list', 'account_id', id),
        descending(['instant', (row) => row.created_at]),
        args,
      ),
  },
  Question: {
    successor: ({ successor_id }, { eyes, rules }) => {
      const successor = rules.one('question', 'id', successor_id);
      return successor && rules.question(eyes, successor) ? successor : null;
    },
    versions: ({ id }, { rules }) =>
      [...rules.rows('question_version', 'question_id', id)]
        .sort((a, b) => Number(b.version) - Number(a.version))
        .slice(0, 20),
    decisions: ({ id, author_id }, { eyes, rules }) =>
      rules.isModerator(eyes) || rules.isSelf(eyes, author_id)
        ? [...rules.rows('question_decision', 'question_id', id)]
            .sort((a, b) => text(b.decided_at, a.decided_at) || text(b.id, a.id))
            .slice(0, 10)
        : [],
    encounters: (question, look) => saidOf(look, question),
  },
  QuestionVersion: { rubric: (version) => rubricOf(version, version.question_id) },
  Answer: {
    viewerCanVote: (answer, look) => canVote(look, answer),
    viewerCanAccept: (answer, look) => canAccept(look, answer),
  },
  Encounter: {
    question: ({ question_id }, { eyes, rules }) => {
      const question = rules.one('question', 'id', question_id);
      return question && rules.question(eyes, question) ? question : null;
    },
    month: ({ month }) => String(month).slice(0, 7),
  },
  QuestionList: {
    author: ({ account_id }, look) => personIn(look, 'profile', account_id),
    questions: ({ id }, { eyes, rules }) =>
      [...rules.rows('question_list_item', 'list_id', id)]
        .sort((a, b) => Number(a.position) - Number(b.position))
        .map(({ question_id }) => rules.one('question', 'id', question_id) as RowOf)
        .filter((question) => rules.question(eyes, question)),
  },
};
