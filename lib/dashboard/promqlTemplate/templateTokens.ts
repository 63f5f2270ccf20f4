/** Where variables stand in the PromQL of a dashboard: the text is not PromQL before they are replaced. */
import { VARIABLE_TOKEN } from '../variables/interpolate';

/** What PromQL expects at a variable's place. */
export type TokenPlace = 'string' | 'comment' | 'duration' | 'matcher' | 'quotedValue' | 'expression';

export interface TemplateToken {
  /** Half-open range of the text. */
  readonly from: number;
  readonly to: number;
  /** As written, `${job:regex}`. */
  readonly text: string;
  readonly name: string;
  readonly place: TokenPlace;
}

const QUOTES = '"\'`';

/** The variables of a text in order, each with what stands around it. */
export function templateTokens(text: string): TemplateToken[] {
  if (!text.includes('$') && !text.includes('[[')) return [];
  const tokens: TemplateToken[] = [];
  const sticky = new RegExp(VARIABLE_TOKEN.source, 'y');
  const around = new Surroundings(text);
  for (let at = 0; at < text.length; ) {
    sticky.lastIndex = at;
    const match = text[at] === '$' || text[at] === '[' ? sticky.exec(text) : null;
    if (match === null) {
      at = around.step(at);
      continue;
    }
    const to = at + match[0].length;
    const name = match[1] ?? match[2] ?? match[4] ?? '';
    tokens.push({ from: at, to, text: match[0], name, place: around.placeOf(at, to) });
    at = to;
  }
  return tokens;
}

/** Follows strings, comments and brackets from the start of a text. */
class Surroundings {
  private readonly open: string[] = [];
  private inside = '';

  constructor(private readonly text: string) {}

  /** Takes note of the character at a place. @returns the place behind it */
  step(at: number): number {
    const char = this.text[at] ?? '';
    if (this.inside === '#') {
      if (char === '\n') this.inside = '';
    } else if (this.inside !== '') {
      if (char === '\\' && this.inside !== '`') return at + 2;
      if (char === this.inside) this.inside = '';
    } else if (QUOTES.includes(char) || char === '#') this.inside = char;
    else if ('([{'.includes(char)) this.open.push(char);
    else if (')]}'.includes(char)) this.open.pop();
    return at + 1;
  }

  placeOf(from: number, to: number): TokenPlace {
    if (this.inside === '#') return 'comment';
    if (this.inside !== '') return 'string';
    const before = this.text.slice(Math.max(0, from - 40), from);
    if (this.open.at(-1) === '[' || /\boffset\s+-?\s*$/i.test(before)) return 'duration';
    if (this.open.at(-1) !== '{') return 'expression';
    if (/[=~]\s*$/.test(before)) return 'quotedValue';
    return /^\s*[=!]/.test(this.text.slice(to, to + 20)) ? 'expression' : 'matcher';
  }
}
