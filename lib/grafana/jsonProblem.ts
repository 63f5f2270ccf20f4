/** Where JSON text is broken, in words that are the same in every browser. */

export interface JsonProblem {
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

type Expectation = 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'afterValue' | 'end';

const LITERALS = ['true', 'false', 'null'] as const;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\r\n]*/y;

/** The first mistake of a text that is no JSON; undefined when it is JSON. Takes time in proportion to the text. */
export function findJsonProblem(text: string): JsonProblem | undefined {
  const scanner = new JsonScanner(text);
  const message = scanner.scan();
  return message === undefined ? undefined : { message, ...placeOf(text, scanner.at) };
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', start)) {
    line++;
    start = next + 1;
  }
  return { line, column: offset - start + 1 };
}

class JsonScanner {
  at = 0;
  private readonly open: ('list' | 'object')[] = [];
  private expects: Expectation = 'value';
  private afterComma = false;

  constructor(private readonly text: string) {}

  /** @returns what is wrong at `at` */
  scan(): string | undefined {
    for (;;) {
      this.skip(SPACE);
      const char = this.text[this.at];
      if (char === undefined) return this.expects === 'end' ? undefined : this.endsEarly();
      const problem = this.step(char);
      if (problem !== undefined) return problem;
    }
  }

  private step(char: string): string | undefined {
    switch (this.expects) {
      case 'value':
      case 'firstValue':
        return char === ']' && this.expects === 'firstValue' ? this.close() : this.value(char);
      case 'key':
      case 'firstKey':
        return char === '}' && this.expects === 'firstKey' ? this.close() : this.key(char);
      case 'colon':
        return char === ':' ? this.pass('value') : `expected : after the name, found ${this.found()}`;
      case 'afterValue':
        return this.separator(char);
      case 'end':
        return `expected nothing after the end, found ${this.found()}`;
      default:
        return this.expects satisfies never;
    }
  }

  private value(char: string): string | undefined {
    if (char === '{' || char === '[') {
      this.open.push(char === '{' ? 'object' : 'list');
      return this.pass(char === '{' ? 'firstKey' : 'firstValue');
    }
    if (char === '"') return this.string() ?? this.ended();
    const literal = LITERALS.find((word) => this.text.startsWith(word, this.at));
    if (literal !== undefined) this.at += literal.length;
    else if (!this.skip(NUMBER)) {
      if (char === ']' && this.afterComma) return 'the comma before this ] is one too many';
      return `expected a value, found ${this.found()}`;
    }
    return this.ended();
  }

  private key(char: string): string | undefined {
    if (char === '"') {
      this.expects = 'colon';
      return this.string();
    }
    if (char === '}') return 'the comma before this } is one too many';
    return `expected a name in double quotes, found ${this.found()}`;
  }

  private separator(char: string): string | undefined {
    const inList = this.open.at(-1) === 'list';
    if (char === (inList ? ']' : '}')) return this.close();
    if (char === ',') {
      this.afterComma = true;
      return this.pass(inList ? 'value' : 'key');
    }
    return `expected , or ${inList ? ']' : '}'}, found ${this.found()}`;
  }

  /** Passes a string; `at` stays at the mistake if there is one. */
  private string(): string | undefined {
    const start = this.at++;
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined) {
        this.at = start;
        return 'this string has no closing quote';
      }
      if (char === '"') break;
      if (char < ' ')
        return char === '\n' || char === '\r' ? 'a string must end on its line' : 'a raw control character in a string';
      if (char === '\\') {
        if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(this.text.slice(this.at, this.at + 6)))
          return 'an unknown escape in a string';
        this.at++;
      }
      this.at++;
    }
    this.at++;
    return undefined;
  }

  private close(): undefined {
    this.open.pop();
    this.at++;
    this.ended();
  }

  private ended(): undefined {
    this.afterComma = false;
    this.expects = this.open.length === 0 ? 'end' : 'afterValue';
  }

  private pass(next: Expectation): undefined {
    this.at++;
    if (next !== 'value' || this.expects !== 'afterValue') this.afterComma = false;
    this.expects = next;
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const length = pattern.exec(this.text)?.[0].length ?? 0;
    this.at += length;
    return length > 0;
  }

  private endsEarly(): string {
    if (this.text.trim() === '') return 'there is nothing here';
    const count = this.open.length;
    return `the text ends too early: ${count} ${count === 1 ? 'bracket is' : 'brackets are'} still open`;
  }

  private found(): string {
    const word = /^[\p{Letter}\p{Number}_$-]+|^./su.exec(this.text.slice(this.at, this.at + 24))?.[0] ?? '';
    return word === "'" ? "' (strings take double quotes)" : word;
  }
}
