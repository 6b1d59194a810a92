import { renderMarkdown } from '../base/text/index.js';
import { withQuestionLinks } from '../questions/index.js';
import type { Bank, Fault } from './bank.js';
import { type Prose, proseOfBank, withoutCode, withoutMath } from './prose.js';

/** What KaTeX can't read it writes in red, or leaves as it is where the formula should be. */
const ERROR = /mathcolor="#cc0000"|<span>(?!<math|<span>)/;
const LEFT_OVER = /\\(?:frac|sqrt|text|mathrm|mathbf|sum|prod|log|exp|cdot|times|left|right|operatorname)\b/;

/** Each text comes out as it was meant: formulas are formulas, fences are closed, nothing is HTML. */
export function checkMarkdown(bank: Bank): Fault[] {
  return proseOfBank(bank).flatMap((prose) =>
    problems(prose).map((says): Fault => ({ kind: 'markdown', file: prose.file, path: prose.path, says })),
  );
}

function problems({ file, text }: Prose): string[] {
  const plain = withoutCode(text);
  const words = withoutMath(plain);
  const says: string[] = [];
  if ((text.match(/^ *```/gm) ?? []).length % 2 === 1) says.push('has a block of code that doesn’t end');
  const html = text.includes('$') ? renderMarkdown(file.startsWith('guides/') ? withQuestionLinks(text) : text) : '';
  if (ERROR.test(html)) says.push(`has a formula that KaTeX can't read: ${firstBroken(plain)}`);
  const command = LEFT_OVER.exec(words);
  if (command) says.push(`has “${command[0]}” outside of a formula`);
  if (words.includes('$$')) says.push('has a “$$” without its other');
  const tag = /<\/?[a-z][^>\n]*>/i.exec(words);
  if (
    tag &&
    /^<\/?(?:b|i|em|strong|p|br|sub|sup|div|span|ul|ol|li|table|tr|td|th|code|pre|a|img|u|h[1-6]|hr)\b/i.test(tag[0])
  )
    says.push(`has the HTML “${tag[0]}”, which is shown as it stands`);
  return says;
}

function firstBroken(plain: string): string {
  const formulas = plain.match(/\$\$[\s\S]*?\$\$|\$[^$]+\$/g) ?? [];
  return formulas.find((formula) => ERROR.test(renderMarkdown(formula))) ?? 'see the rendered text';
}
