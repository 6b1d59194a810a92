import { describe, expect, test } from '@jest/globals';

import { readContent } from '../../src/base/content/index.js';
import { renderMarkdown } from '../../src/base/text/index.js';
import { aliasKey } from '../../src/skills/index.js';

interface Topic {
  readonly slug: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

interface Question {
  readonly prompt: string;
  readonly answer: string;
  readonly topics: readonly string[];
  readonly difficulty: string;
  readonly kind: string;
}

const topics = readContent('topics').flatMap(({ value }) => value as Topic[]);
const questions = readContent('questions').map(({ name, value }) => ({ area: name.split('/')[1] as string, slug: name.split('/')[2] as string, ...(value as Question) }));

describe('topics', () => {
  test('have slugs and names of their own, and each word leads to one topic', () => {
    const words = topics.flatMap(({ slug, name, aliases }) => [...new Set([aliasKey(slug), aliasKey(name)]), ...aliases.map(aliasKey)]);
    const twice = words.filter((word, index) => words.indexOf(word) !== index);
    expect(twice).toEqual([]);
    for (const { slug } of topics) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test.each(['transformers', 'self-attention', 'multi-head attention', 'positional encoding', 'pretraining', 'fine-tuning', 'transfer learning', 'domain adaptation', 'subword tokenization', 'bpe', 'wordpiece', 'data cleaning', 'normalization', 'data augmentation', 'distributed training', 'gpu utilization', 'gradient accumulation', 'mixed precision training', 'hyperparameter tuning', 'perplexity', 'bleu', 'f1', 'attention visualization', 'shap', 'sources of bias', 'data bias', 'model bias', 'output bias', 'debiasing techniques', 'inclusive data', 'model compression', 'quantization', 'pruning', 'docker', 'api deployment', 'monitoring', 'rag', 'gqa', 'ppl', 'ddp', 'ttft'])(
    '%s finds one',
    (word) => {
      const found = topics.filter(({ slug, name, aliases }) => [slug, name, ...aliases].map(aliasKey).includes(aliasKey(word)));
      expect(found).toHaveLength(1);
    },
  );
});

describe('questions', () => {
  const areaOf = new Map(readContent('topics').flatMap(({ name, value }) => (value as Topic[]).map(({ slug }) => [slug, name.split('/')[1] as string])));

  test('lie in the folder of their first topic’s area, under slugs of their own', () => {
    for (const { area, slug, topics: [first] } of questions) expect([slug, areaOf.get(first as string)]).toEqual([slug, area]);
    expect(new Set(questions.map(({ slug }) => slug)).size).toBe(questions.length);
  });

  test('cover each area at every difficulty, in several kinds', () => {
    for (const area of new Set(areaOf.values())) {
      const own = questions.filter((question) => question.area === area);
      expect([area, own.length >= 5]).toEqual([area, true]);
      expect([area, new Set(own.map(({ difficulty }) => difficulty)).size]).toEqual([area, 3]);
      expect([area, new Set(own.map(({ kind }) => kind)).size >= 4]).toEqual([area, true]);
    }
  });

  test.each(questions.map(({ slug, prompt, answer }) => [slug, prompt, answer] as const))('%s renders, formulas and all', (_, prompt, answer) => {
    const html = renderMarkdown(`${prompt}\n\n${answer}`);
    expect(html).not.toContain('mathcolor="#cc0000"');
    expect(html.replace(/<annotation[\s\S]*?<\/annotation>|<pre>[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>/g, '')).not.toMatch(/\$\$|\\(frac|sqrt|text|mathrm|sum)\b/);
  });
});
