import { RE2JS } from 're2js';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One label matcher of a selector. Regular expressions are anchored at both ends and run on RE2. */
export interface Matcher {
  readonly name: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** A regular expression that does not compile; the message names the expression and the cause. */
export class InvalidRegexError extends Error {
  readonly code = 'invalid_regex';
  constructor(pattern: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`cannot parse regular expression ${JSON.stringify(pattern)}: ${reason}`, { cause });
  }
}

const LITERALS = /^[a-zA-Z0-9_\- :/,%@!~<>=;&'"]*$/;

/** Counted repetitions are written out when compiled: `(a{1,900}){1,1}` 200 times took 6 s. No real pattern comes near. */
const MAX_REPETITIONS = 10_000;

function checkRepetitions(pattern: string): void {
  let sum = 0;
  for (const [, from, to] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) sum += Number(to || from);
  if (sum > MAX_REPETITIONS) throw new Error(`repetitions {n,m} add up to ${sum}, more than ${MAX_REPETITIONS}`);
}

/**
 * Compiles an anchored regular expression to a predicate. A pattern that is only literals, or literals
 * joined by `|`, never reaches the regex engine. Throws InvalidRegexError.
 */
export function compileRegex(pattern: string): (value: string) => boolean {
  const alternatives = pattern.split('|');
  if (alternatives.every((part) => LITERALS.test(part))) {
    if (alternatives.length === 1) return (value) => value === pattern;
    const set = new Set(alternatives);
    return (value) => set.has(value);
  }
  if (pattern === '.*') return () => true;
  if (pattern === '.+') return (value) => value !== '';
  try {
    checkRepetitions(pattern);
    const regex = RE2JS.compile(pattern, RE2JS.DOTALL);
    return (value) => regex.matches(value);
  } catch (cause) {
    throw new InvalidRegexError(pattern, cause);
  }
}

/** The matcher as a predicate on a label's value ('' when the label is absent). Throws InvalidRegexError. */
export function compileMatcher(matcher: Matcher): (value: string) => boolean {
  const { operator, value: wanted } = matcher;
  switch (operator) {
    case '=':
      return (value) => value === wanted;
    case '!=':
      return (value) => value !== wanted;
    case '=~':
      return compileRegex(wanted);
    case '!~': {
      const matches = compileRegex(wanted);
      return (value) => !matches(value);
    }
  }
}
