import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

import type { Bank, Fault } from './bank.js';
import { blocksOf } from './prose.js';

/** Modules that compute and touch nothing outside; a program that imports another one is not run. */
const HARMLESS = new Set([
  '__future__',
  'abc',
  'bisect',
  'cmath',
  'collections',
  'contextlib',
  'copy',
  'dataclasses',
  'datetime',
  'decimal',
  'difflib',
  'enum',
  'fractions',
  'functools',
  'hashlib',
  'heapq',
  'hmac',
  'itertools',
  'json',
  'math',
  'numbers',
  'operator',
  'pprint',
  'random',
  're',
  'statistics',
  'string',
  'struct',
  'textwrap',
  'typing',
  'unicodedata',
  'zlib',
]);
/** Fragments that go on from an import that isn't shown, and what would touch something outside after all. */
const FOREIGN = /\b(?:torch|nn|F|np|jax|jnp|tf|pd)\.\w|\b(?:open|exec|eval|compile|input|__import__|breakpoint)\s*\(/;
const TIMEOUT_MS = 20_000;

/**
 * Runs the programs of a list, one after the other, and says what was printed and which comments say so: those after a
 * `print(...)` on its own line or on the lines below, for it and for those before it that have none. Reads and writes JSON
 * lines; a program that fails says why.
 */
const RUNNER = `
import ast, builtins, json, sys

def comments(lines, statement):
    own = lines[statement.end_lineno - 1][len(lines[statement.end_lineno - 1].encode()[:statement.end_col_offset].decode()):]
    found = [own.split('#', 1)[1]] if '#' in own else []
    for line in lines[statement.end_lineno:]:
        if not line.strip().startswith('#') or (found and '#' in own): break
        found.append(line.strip()[1:])
    return [text.strip() for text in found]

def run(source):
    lines = source.split('\\n')
    tree = ast.parse(source)
    prints = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == 'print']
    printed = []
    def record(*values, sep=' ', end='\\n', file=None, flush=False):
        line = sys._getframe(1).f_lineno
        node = next((n for n in prints if n.lineno <= line <= n.end_lineno), None)
        printed.append((node, sep.join(str(value) for value in values) + end))
    namespace = {'__name__': '__main__', '__builtins__': {**vars(builtins), 'print': record}}
    exec(compile(tree, 'block', 'exec'), namespace)
    groups, open_group = [], []
    for node in sorted(prints, key=lambda n: n.lineno):
        open_group.append(node)
        said = comments(lines, node)
        if said:
            groups.append((open_group, said))
            open_group = []
    groups.append((open_group, []))
    return [{'line': group[0].lineno, 'printed': ''.join(text for node, text in printed if node in group), 'comments': said} for group, said in groups if group]

for line in sys.stdin:
    try:
        answer = {'prints': run(json.loads(line))}
    except BaseException as error:
        answer = {'error': type(error).__name__ + ': ' + str(error)}
    sys.stdout.write(json.dumps(answer) + '\\n')
    sys.stdout.flush()
`;

interface Print {
  readonly line: number;
  readonly printed: string;
  readonly comments: readonly string[];
}
type Outcome = { readonly prints: readonly Print[] } | { readonly error: string };

export interface PythonCheck {
  readonly faults: readonly Fault[];
  readonly run: number;
  /** Programs that need more than Python itself, or all when there is no Python here. */
  readonly notRun: number;
}

/** The Python of an answer, all its blocks as one program, prints what its comments say. */
export function checkPython({ questions }: Bank, python = 'python3'): PythonCheck {
  const programs = questions.flatMap(({ file, record }) => {
    const blocks = blocksOf(record.answer, 'python');
    return blocks.length > 0 ? [{ file, source: blocks.join('\n') }] : [];
  });
  const own = programs.filter(({ source }) => standsAlone(source));
  // Isolated: no settings of the environment, no packages.
  const { stdout, error } = spawnSync(python, ['-I', '-S', '-B', '-c', RUNNER], {
    input: own.map(({ source }) => `${JSON.stringify(source)}\n`).join(''),
    cwd: tmpdir(),
    env: {},
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    maxBuffer: 50_000_000,
  });
  if (error && 'code' in error && error.code === 'ENOENT') return { faults: [], run: 0, notRun: programs.length };
  const outcomes = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Outcome);
  const faults = own.flatMap(({ file, source }, index): Fault[] => {
    const outcome = outcomes[index];
    const says = outcome ? told(outcome, source) : index === outcomes.length ? ['doesn’t end, or ends Python'] : [];
    return says.map((text) => ({ kind: 'python', file, path: 'answer', says: text }));
  });
  return { faults, run: outcomes.length, notRun: programs.length - own.length };
}

function standsAlone(source: string): boolean {
  const imported = [...source.matchAll(/^\s*(?:from\s+([\w.]+)\s+import|import\s+([\w., ]+))/gm)].flatMap(
    ([, from, several]) => (from ?? several ?? '').split(',').map((name) => name.trim().split(/[\s.]/)[0] as string),
  );
  return imported.every((name) => HARMLESS.has(name)) && !FOREIGN.test(source);
}

function told(outcome: Outcome, source: string): string[] {
  if ('error' in outcome) return [`has code that fails: ${outcome.error}`];
  const lines = source.split('\n');
  return outcome.prints.flatMap(({ line, printed, comments }) => {
    const shown = `“${(lines[line - 1] ?? '').trim().slice(0, 60)}”`;
    const output = printed.trimEnd();
    if (comments.length === 0)
      return output === ''
        ? []
        : [`has ${shown} without a comment that says what it prints: ${output.replace(/\n/g, ' | ')}`];
    return sameOutput(output, comments)
      ? []
      : [`has ${shown}, which prints ${output.replace(/\n/g, ' | ') || 'nothing'}, not ${comments.join(' | ')}`];
  });
}

/** Several lines may stand in one comment, with spaces, commas or bars between them; remarks may follow in brackets or after a dash. */
function sameOutput(output: string, comments: readonly string[]): boolean {
  const plain = (text: string) => text.replace(/[\s,;|]+/g, ' ').trim();
  const wanted = plain(output);
  const said = plain(comments.join('\n'));
  return said === wanted || plain(comments[0] ?? '') === wanted;
}
