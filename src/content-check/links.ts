import { questionsOfGuide } from '../questions/index.js';
import type { Bank, Fault } from './bank.js';
import { proseOfBank, withoutCode } from './prose.js';

/** Nothing that the field refers to is older. */
const FIRST_YEAR = 1700;
/** Papers are often published a year or two after they came to arXiv, seldom later. */
const YEARS_AFTER_ARXIV = 2;

/** What a file names is there, what is there is named, and addresses have the form of addresses. */
export function checkLinks(bank: Bank): Fault[] {
  return [...references(bank), ...ofQuestions(bank), ...ofProse(bank), ...guides(bank)];
}

function references({ references: table, questions }: Bank): Fault[] {
  const used = new Set(questions.flatMap(({ record }) => record.references));
  const places = new Map<string, string>();
  return [...table].flatMap(([id, { year, arxiv, doi, url, verifiedAt }]) => {
    const says: [string, string][] = [];
    if (!used.has(id)) says.push(['', 'is used by no question']);
    const last = Number(verifiedAt.slice(0, 4));
    const submitted = arxiv && /^\d{4}\./.test(arxiv) ? 2000 + Number(arxiv.slice(0, 2)) : undefined;
    if (year < FIRST_YEAR || year > last) says.push(['year', `can't be ${year}`]);
    else if (submitted !== undefined && year > submitted + YEARS_AFTER_ARXIV)
      says.push(['year', `is ${year}, long after ${submitted}, in which arXiv got it`]);
    if (submitted !== undefined && (submitted > last || Number(arxiv?.slice(2, 4)) > 12))
      says.push(['arxiv', `can't be: no paper came to arXiv in month ${String(arxiv?.slice(0, 4))}`]);
    const place = (arxiv ?? doi ?? url ?? '').toLowerCase();
    const same = places.get(place);
    if (same !== undefined) says.push(['', `is the same work as ${same}`]);
    places.set(place, id);
    return says.map(([path, text]): Fault => ({
      kind: 'link',
      file: 'references.yaml',
      path: [id, path].filter(Boolean).join('.'),
      says: text,
    }));
  });
}

function ofQuestions({ references: table, questions, topics, areas }: Bank): Fault[] {
  const areaOf = new Map(topics.map(({ slug, area }) => [slug, area]));
  const files = new Map<string, string>();
  return questions.flatMap(({ file, area, slug, record }) => {
    const fault = (path: string, says: string): Fault => ({ kind: 'link', file, path, says });
    const first = areaOf.get(record.topics[0] as string);
    const other = files.get(slug);
    files.set(slug, file);
    return [
      ...(other === undefined ? [] : [fault('', `has the slug of ${other}`)]),
      ...(areas.some((known) => known.slug === area) ? [] : [fault('', `lies in “${area}”, which is no area`)]),
      ...record.topics.flatMap((topic, index) => [
        ...(areaOf.has(topic) ? [] : [fault(`topics.${index}`, `names “${topic}”, which is no topic`)]),
        ...(record.topics.indexOf(topic) < index ? [fault(`topics.${index}`, `names “${topic}” twice`)] : []),
      ]),
      ...(first === undefined || first === area
        ? []
        : [fault('topics.0', `is of “${first}”, the file lies in “${area}”`)]),
      ...record.references.flatMap((id, index) => [
        ...(table.has(id) ? [] : [fault(`references.${index}`, `names “${id}”, which is not in references.yaml`)]),
        ...(record.references.indexOf(id) < index ? [fault(`references.${index}`, `names “${id}” twice`)] : []),
      ]),
      ...record.rubric.flatMap(({ id }, index) =>
        record.rubric.findIndex((point) => point.id === id) < index
          ? [fault(`rubric.${index}.id`, `is “${id}”, like that of another point`)]
          : [],
      ),
    ];
  });
}

/** Links in texts: to https addresses, in guides also to questions. */
function ofProse(bank: Bank): Fault[] {
  const guided = new Set(bank.guides.map(({ path }) => path));
  return proseOfBank(bank).flatMap(({ file, path, text }) => {
    const plain = withoutCode(text);
    const targets = [...plain.matchAll(/\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g)];
    const bare = plain.match(/(?<!\]\()http:\/\/\S+/g) ?? [];
    return [
      ...targets.flatMap(([, label = '', target = '']) => {
        if (label.trim() === '') return [`has a link without a text, to “${target}”`];
        if (/^https:\/\/[^\s/]+\.[^\s]+$/.test(target)) return [];
        if (guided.has(file) && target.startsWith('question:')) return [];
        return [`links to “${target}”, which is no https address`];
      }),
      ...bare.map((address) => `has the address “${address}”, which isn't https`),
    ].map((says): Fault => ({ kind: 'link', file, path, says }));
  });
}

/** As many questions as `StudyGuide.questions` promises at most. */
const MOST_IN_GUIDE = 60;

/** Each area has a guide, and its links lead to questions. */
function guides({ areas, guides: files, questions }: Bank): Fault[] {
  const slugs = new Set(questions.map(({ slug }) => slug));
  const fault = (file: string, says: string): Fault => ({ kind: 'guide', file, path: '', says });
  return [
    ...areas
      .filter(({ slug }) => !files.some((file) => file.slug === slug))
      .map(({ slug }) => fault(`guides/${slug}.md`, 'is missing: each area has a study guide')),
    ...files.flatMap(({ path, slug, text }) => {
      const led = questionsOfGuide(text);
      return [
        ...(areas.some((area) => area.slug === slug)
          ? []
          : [fault(path, `is named after “${slug}”, which is no area`)]),
        ...(led.length === 0 ? [fault(path, 'leads to no question')] : []),
        ...(led.length > MOST_IN_GUIDE
          ? [fault(path, `leads to ${led.length} questions; ${MOST_IN_GUIDE} are the most`)]
          : []),
        ...led
          .filter((question) => !slugs.has(question))
          .map((question) => fault(path, `leads to “${question}”, which is no question`)),
      ];
    }),
  ];
}
