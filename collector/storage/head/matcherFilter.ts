import { compileMatcher, type Matcher } from '@/lib/labels/matcher';
import type { Symbols } from './symbols';

const UNKNOWN = 0;
const YES = 1;
const NO = 2;

/** Answers of remembered regular expressions, one byte per symbol, are bounded to this many bytes in all. */
const MEMO_BUDGET_BYTES = 32 << 20;

/** A matcher over symbols: does a label value, named by its symbol, match? Each distinct value is tested once. */
export interface ValueFilter {
  matches(value: number): boolean;
}

/** Compiles matchers and remembers what regular expressions answered, since symbols never change their meaning. */
export class MatcherFilters {
  private readonly remembered = new Map<string, RegexFilter>();

  constructor(private readonly symbols: Symbols) {}

  /** Throws InvalidRegexError. */
  filter(matcher: Matcher): ValueFilter {
    if (matcher.operator === '=' || matcher.operator === '!=') {
      const wanted = this.symbols.find(matcher.value);
      const equal = matcher.operator === '=';
      return { matches: (value) => (value === wanted) === equal };
    }
    const key = matcher.operator + matcher.value;
    const filter = this.remembered.get(key) ?? new RegexFilter(this.symbols, compileMatcher(matcher));
    this.remembered.delete(key);
    this.remembered.set(key, filter);
    this.forgetOldest();
    return filter;
  }

  private forgetOldest(): void {
    const perFilter = Math.max(this.symbols.count, 1024);
    for (const key of this.remembered.keys()) {
      if (this.remembered.size * perFilter <= MEMO_BUDGET_BYTES || this.remembered.size === 1) return;
      this.remembered.delete(key);
    }
  }
}

class RegexFilter implements ValueFilter {
  private answers = new Uint8Array(0);

  constructor(
    private readonly symbols: Symbols,
    private readonly predicate: (value: string) => boolean,
  ) {}

  matches(value: number): boolean {
    if (value >= this.answers.length) {
      const larger = new Uint8Array(this.symbols.count);
      larger.set(this.answers);
      this.answers = larger;
    }
    const known = this.answers[value];
    if (known !== UNKNOWN) return known === YES;
    const answer = this.predicate(this.symbols.text(value));
    this.answers[value] = answer ? YES : NO;
    return answer;
  }
}
