/** British endings and the American ones that stand in their place; either finds the other. */
const ENDINGS: readonly (readonly [british: string, american: string])[] = [
  ['isation', 'ization'],
  ['isations', 'izations'],
  ['isational', 'izational'],
  ['ise', 'ize'],
  ['ised', 'ized'],
  ['iser', 'izer'],
  ['isers', 'izers'],
  ['ises', 'izes'],
  ['ising', 'izing'],
  ['yse', 'yze'],
  ['ysed', 'yzed'],
  ['yser', 'yzer'],
  ['ysing', 'yzing'],
  ['our', 'or'],
  ['ours', 'ors'],
  ['oured', 'ored'],
  ['ouring', 'oring'],
  ['oural', 'oral'],
  ['ourable', 'orable'],
  ['ouritism', 'oritism'],
  ['tre', 'ter'],
  ['tres', 'ters'],
  ['tred', 'tered'],
  ['ogue', 'og'],
  ['ogues', 'ogs'],
  ['elling', 'eling'],
  ['elled', 'eled'],
  ['eller', 'eler'],
  ['elisation', 'elization'],
  ['alling', 'aling'],
  ['alled', 'aled'],
  ['ence', 'ense'],
  ['ences', 'enses'],
  ['aeo', 'eo'],
  ['ement', 'ment'],
  ['ements', 'ments'],
];

const WORDS: readonly (readonly [british: string, american: string])[] = [
  ['artefact', 'artifact'],
  ['artefacts', 'artifacts'],
  ['grey', 'gray'],
  ['greyscale', 'grayscale'],
  ['programme', 'program'],
  ['programmes', 'programs'],
  ['maths', 'math'],
  ['sceptical', 'skeptical'],
  ['neighbourhood', 'neighborhood'],
  ['ageing', 'aging'],
  ['learnt', 'learned'],
  ['labelling', 'labeling'],
  ['cheque', 'check'],
  ['fulfil', 'fulfill'],
  ['catalogue', 'catalog'],
  ['enquiry', 'inquiry'],
  ['practise', 'practice'],
  ['tyre', 'tire'],
  ['whilst', 'while'],
  ['anonymise', 'anonymize'],
  ['tonne', 'ton'],
  ['likeable', 'likable'],
  ['judgement', 'judgment'],
];

const SHORTEST_STEM = 3;

/** The other spellings of a word. Some are no words at all; those find nothing. */
export function otherSpellings(word: string): string[] {
  const found = new Set<string>();
  for (const [british, american] of WORDS) {
    if (word === british) found.add(american);
    if (word === american) found.add(british);
  }
  for (const [british, american] of ENDINGS) {
    for (const [from, to] of [
      [british, american],
      [american, british],
    ] as const) {
      if (word.endsWith(from) && word.length - from.length >= SHORTEST_STEM)
        found.add(word.slice(0, -from.length) + to);
    }
  }
  found.delete(word);
  return [...found];
}
