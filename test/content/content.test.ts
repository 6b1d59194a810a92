import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { readContent } from '../../src/base/content/index.js';
import { aliasKey, topicList } from '../../src/skills/index.js';

test('npm run content:check finds nothing wrong', () => {
  const command = join(import.meta.dirname, '../../dist/content-check.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command], { encoding: 'utf8' });
  expect([stdout.split('\n').filter((line) => / content\//.test(line)), stderr]).toEqual([[], '']);
  expect(status).toBe(0);
}, 60_000);

describe('topics', () => {
  const topics = readContent('topics').flatMap(({ value }) => topicList.parse(value));

  test.each([
    'transformers',
    'self-attention',
    'multi-head attention',
    'positional encoding',
    'pretraining',
    'fine-tuning',
    'transfer learning',
    'domain adaptation',
    'subword tokenization',
    'bpe',
    'wordpiece',
    'data cleaning',
    'normalization',
    'data augmentation',
    'distributed training',
    'gpu utilization',
    'gradient accumulation',
    'mixed precision training',
    'hyperparameter tuning',
    'perplexity',
    'bleu',
    'f1',
    'attention visualization',
    'shap',
    'sources of bias',
    'data bias',
    'model bias',
    'output bias',
    'debiasing techniques',
    'inclusive data',
    'model compression',
    'quantization',
    'pruning',
    'docker',
    'api deployment',
    'monitoring',
    'rag',
    'gqa',
    'ppl',
    'ddp',
    'ttft',
  ])('%s finds one', (word) => {
    const found = topics.filter(({ slug, name, aliases }) =>
      [slug, name, ...aliases].map(aliasKey).includes(aliasKey(word)),
    );
    expect(found).toHaveLength(1);
  });
});
