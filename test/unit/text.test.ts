import { describe, expect, test } from '@jest/globals';

import { freeSlug, readingMinutes, renderMarkdown, slugOf } from '../../src/base/text/index.js';

describe('Markdown', () => {
  test('has code with its language, tables, links and math', () => {
    expect(renderMarkdown('```python\nx = "<b>"\n```')).toBe(
      '<pre><code class="language-python">x = "&lt;b&gt;"\n</code></pre>',
    );
    expect(renderMarkdown('| a |\n|:-:|\n| 1 |')).toContain('<td style="text-align:center">1</td>');
    expect(renderMarkdown('[x](https://example.org)')).toBe(
      '<p><a href="https://example.org" rel="nofollow ugc noopener">x</a></p>',
    );
    expect(renderMarkdown('$\\frac{a}{b}$')).toContain('<mfrac><mi>a</mi><mi>b</mi></mfrac>');
    expect(renderMarkdown('$$x^2$$')).toContain('display="block"');
    expect(renderMarkdown('Costs $5 and $6.')).toBe('<p>Costs $5 and $6.</p>');
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:x)',
    '[x]: javascript:alert(1)\n\n[x]',
    '![x](javascript:alert(1))',
    '![x](https://example.org/" onerror="alert(1))',
    '<xmp><script>alert(1)</script></xmp>',
    '<svg onload=alert(1)>',
    '<math><mtext></mtext><script>alert(1)</script></math>',
    '$\\href{javascript:alert(1)}{x}$',
    '$\\htmlData{x=y}{z}$',
    '$\\text{<script>alert(1)</script>}$',
    '`<script>`',
    '<a href="x" style="position:fixed">x</a>',
    '[a](<javascript:alert(1)>)',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '<!--><script>alert(1)</script>-->',
  ])('%s does nothing', (source) => {
    const html = renderMarkdown(source);
    expect(html).not.toMatch(/<(script|svg|iframe|object|embed|style|xmp|form|input|link|meta)\b/i);
    expect(html).not.toMatch(/<[^>]*\s(on\w+|style)=/i);
    expect(html).not.toMatch(/(href|src)="\s*(javascript|data|vbscript):/i);
  });

  test.each([
    ['brackets', '['.repeat(60_000)],
    ['emphasis', '*a '.repeat(20_000)],
    ['quotes', '>'.repeat(60_000)],
    ['backticks', '`'.repeat(60_000)],
    ['a wide table', `|${'a|'.repeat(10_000)}\n|${'-|'.repeat(10_000)}\n`],
    ['braces in math', `$${'{'.repeat(20_000)}$`],
    ['macros', '$\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\d\\d}\\a$'],
  ])('%s by the thousand come to an end', (_, source) => {
    const start = performance.now();
    renderMarkdown(source);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

test('slugs are ASCII words', () => {
  expect(slugOf('  Ärger & Ünïcode: what’s up?  ', 80)).toBe('arger-unicode-what-s-up');
  expect(slugOf('李雷', 80)).toBe('');
  expect(slugOf('one two three', 9)).toBe('one-two');
  expect(freeSlug('a', new Set(['a', 'a-2']))).toBe('a-3');
});

test('reading takes a minute for 200 words', () => {
  expect(readingMinutes('')).toBe(1);
  expect(readingMinutes('word '.repeat(200))).toBe(1);
  expect(readingMinutes('word '.repeat(201))).toBe(2);
});
