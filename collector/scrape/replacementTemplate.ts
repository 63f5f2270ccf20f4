import type { Matcher as RegexMatcher } from 're2js';

/** Literal text, or the number of a capture group, or -1 for a group the expression does not have. */
type Part = string | number;

const NAME = /^\$(?:\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/u;

/**
 * A replacement with `$1`, `${1}` and `$name`, expanded as Go's regexp.Expand does: the longest run of letters,
 * digits and underscores is the name (`$1x` is `${1x}`), `$$` is a dollar sign, a dollar sign without a name stays
 * as it is, and a group that does not exist or did not match expands to nothing.
 */
export class ReplacementTemplate {
  readonly #parts: readonly Part[];

  constructor(template: string, namedGroups: Readonly<Record<string, number>>, groupCount: number) {
    this.#parts = parseParts(template, namedGroups, groupCount);
  }

  expand(match: RegexMatcher): string {
    let out = '';
    for (const part of this.#parts) {
      if (typeof part === 'string') out += part;
      else if (part >= 0) out += match.group(part) ?? '';
    }
    return out;
  }
}

function parseParts(template: string, namedGroups: Readonly<Record<string, number>>, groupCount: number): Part[] {
  const parts: Part[] = [];
  let rest = template;
  while (rest !== '') {
    const dollar = rest.indexOf('$');
    if (dollar < 0) break;
    if (dollar > 0) parts.push(rest.slice(0, dollar));
    rest = rest.slice(dollar);
    const match = NAME.exec(rest);
    if (match !== null) {
      parts.push(groupNumber(match[1] ?? match[2] ?? '', namedGroups, groupCount));
      rest = rest.slice(match[0].length);
    } else {
      parts.push('$');
      rest = rest.slice(rest.startsWith('$$') ? 2 : 1);
    }
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

function groupNumber(name: string, namedGroups: Readonly<Record<string, number>>, groupCount: number): number {
  if (/^(?:0|[1-9][0-9]{0,8})$/.test(name)) return Number(name) <= groupCount ? Number(name) : -1;
  return Object.hasOwn(namedGroups, name) ? (namedGroups[name] ?? -1) : -1;
}
