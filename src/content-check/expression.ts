import { BINARY, callableOf, listOf, METHODS, NAMES, numberOf, type Value } from './values.js';

/**
 * Arithmetic as the files of the bank write it down: a small part of JavaScript's expressions, read and worked out here, so
 * that nothing in a file is ever run as code. Numbers, lists, functions (`x => ...`), `+ - * / % **`, comparisons, `&& || !`,
 * `? :`, the functions below, and of lists `length`, an index, `map`, `filter` and `reduce`.
 */
export function evaluate(source: string): number {
  const parser = new Parser(source);
  const value = parser.whole()({ steps: { left: STEPS } });
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'number') throw new Error('is no number');
  if (!Number.isFinite(value)) throw new Error('is not finite');
  return value;
}

/** What takes longer is no check of an answer any more. */
const STEPS = 1_000_000;

interface Scope {
  readonly steps: { left: number };
  readonly names?: ReadonlyMap<string, Value>;
  readonly outer?: Scope;
}
type Node = (scope: Scope) => Value;

const TOKEN =
  /\s*(?:(\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(=>|\*\*|===|!==|==|!=|<=|>=|&&|\|\||\.\.\.|[-+*/%()[\]<>!?:,.])|(["'])(.*?)\4)/y;
interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'text' | 'end';
  readonly text: string;
}

class Parser {
  readonly #tokens: Token[] = [];
  #at = 0;

  constructor(source: string) {
    TOKEN.lastIndex = 0;
    const text = source.trim();
    while (TOKEN.lastIndex < text.length) {
      const from = TOKEN.lastIndex;
      const found = TOKEN.exec(text);
      if (!found) throw new Error(`can't be read from “${text.slice(from, from + 20)}” on`);
      const [, number, name, sign, , string] = found;
      this.#tokens.push(
        number !== undefined
          ? { kind: 'number', text: number.replaceAll('_', '') }
          : name !== undefined
            ? { kind: 'name', text: name }
            : sign !== undefined
              ? { kind: 'sign', text: sign }
              : { kind: 'text', text: string ?? '' },
      );
    }
  }

  whole(): Node {
    const node = this.#expression();
    if (this.#next().kind !== 'end') throw this.#unexpected();
    return node;
  }

  #next(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? { kind: 'end', text: 'its end' };
  }

  #is(sign: string, ahead = 0): boolean {
    const token = this.#next(ahead);
    return token.kind === 'sign' && token.text === sign;
  }

  #take(sign: string): boolean {
    if (!this.#is(sign)) return false;
    this.#at++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw new Error(`has “${this.#next().text}” where “${sign}” belongs`);
  }

  #unexpected(): Error {
    return new Error(`can't be read at “${this.#next().text}”`);
  }

  #expression(): Node {
    const parameters = this.#parameters();
    if (parameters) return this.#arrow(parameters);
    const condition = this.#binary(0);
    if (!this.#take('?')) return condition;
    const yes = this.#expression();
    this.#expect(':');
    const no = this.#expression();
    return (scope) => (condition(scope) ? yes(scope) : no(scope));
  }

  /** `x =>`, `(x, [y, z]) =>`: the parameters, each a name or the names of a list's items; undefined when it is something else. */
  #parameters(): (string | string[])[] | undefined {
    const start = this.#at;
    if (this.#next().kind === 'name' && this.#is('=>', 1)) {
      this.#at += 2;
      return [this.#next(-2).text];
    }
    const found: (string | string[])[] = [];
    if (this.#take('(')) {
      do {
        if (this.#is(')')) break;
        if (this.#take('[')) {
          const names: string[] = [];
          do names.push(this.#next().text);
          while (this.#next().kind === 'name' && ++this.#at && this.#take(','));
          if (!this.#take(']')) break;
          found.push(names);
        } else if (this.#next().kind === 'name') {
          found.push(this.#next().text);
          this.#at++;
        } else break;
      } while (this.#take(','));
      if (this.#take(')') && this.#take('=>')) return found;
    }
    this.#at = start;
    return undefined;
  }

  #arrow(parameters: readonly (string | string[])[]): Node {
    const body = this.#expression();
    return (scope) =>
      (...args) => {
        const names = new Map<string, Value>();
        parameters.forEach((parameter, index) => {
          const items = typeof parameter === 'string' ? [args[index]] : listOf(args[index]);
          [parameter].flat().forEach((name, place) => {
            const item = items[place];
            if (item !== undefined) names.set(name, item);
          });
        });
        return body({ steps: scope.steps, names, outer: scope });
      };
  }

  #binary(level: number): Node {
    const operators = BINARY[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const token = this.#next();
      const operate = token.kind === 'sign' ? operators[token.text] : undefined;
      if (!operate) return left;
      this.#at++;
      const [a, b] = [left, this.#binary(level + 1)];
      left = (scope) => operate(a(scope), b(scope));
    }
  }

  #unary(): Node {
    if (this.#take('-')) {
      const operand = this.#unary();
      return (scope) => -numberOf(operand(scope));
    }
    if (this.#take('+')) return this.#unary();
    if (this.#take('!')) {
      const operand = this.#unary();
      return (scope) => !operand(scope);
    }
    const base = this.#postfix();
    if (!this.#take('**')) return base;
    const exponent = this.#unary();
    return (scope) => numberOf(base(scope)) ** numberOf(exponent(scope));
  }

  #postfix(): Node {
    let node = this.#primary();
    for (;;) {
      const object = node;
      if (this.#take('(')) {
        const args = this.#list(')');
        node = (scope) => {
          if (--scope.steps.left < 0) throw new Error('takes too long');
          return callableOf(object(scope))(...args(scope));
        };
      } else if (this.#take('[')) {
        const index = this.#expression();
        this.#expect(']');
        node = (scope) => {
          const item = listOf(object(scope))[numberOf(index(scope))];
          if (item === undefined) throw new Error('takes an item that a list doesn’t have');
          return item;
        };
      } else if (this.#take('.')) {
        node = this.#member(object);
      } else return node;
    }
  }

  #member(object: Node): Node {
    const { text } = this.#next();
    this.#at++;
    if (text === 'length') return (scope) => listOf(object(scope)).length;
    const method = Object.hasOwn(METHODS, text) ? METHODS[text] : undefined;
    if (!method) throw new Error(`asks for “.${text}”, which there isn’t`);
    return (scope) => {
      const list = listOf(object(scope));
      return (...args) => {
        scope.steps.left -= list.length;
        return method(list, args);
      };
    };
  }

  #list(end: string): (scope: Scope) => Value[] {
    const items: (readonly [Node, boolean])[] = [];
    while (!this.#take(end)) {
      const spread = this.#take('...');
      items.push([this.#expression(), spread]);
      if (!this.#is(end)) this.#expect(',');
    }
    return (scope) => items.flatMap(([item, spread]) => (spread ? listOf(item(scope)) : [item(scope)]));
  }

  #primary(): Node {
    const { kind, text } = this.#next();
    this.#at++;
    if (kind === 'number') return () => Number(text);
    if (kind === 'text') return () => text;
    if (kind === 'name') return text === 'Math' && this.#take('.') ? this.#primary() : named(text);
    if (kind === 'sign' && text === '(') {
      const inner = this.#expression();
      this.#expect(')');
      return inner;
    }
    if (kind === 'sign' && text === '[') return this.#list(']');
    this.#at--;
    throw this.#unexpected();
  }
}

function named(name: string): Node {
  return (scope) => {
    if (--scope.steps.left < 0) throw new Error('takes too long');
    if (name === 'range') return (...args) => range(scope, args.map(numberOf));
    for (let at: Scope | undefined = scope; at; at = at.outer) {
      const value = at.names?.get(name);
      if (value !== undefined) return value;
    }
    const value = NAMES.get(name);
    if (value === undefined) throw new Error(`names “${name}”, which there isn’t`);
    return value;
  };
}

/** range(n): 0 to n - 1; range(a, b): a to b - 1. */
function range(scope: Scope, [a = 0, b]: readonly number[]): Value[] {
  const [from, to] = b === undefined ? [0, a] : [a, b];
  scope.steps.left -= Math.max(0, to - from);
  if (scope.steps.left < 0) throw new Error('takes too long');
  return Array.from({ length: Math.max(0, Math.ceil(to - from)) }, (_, index) => from + index);
}
