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

/** Compiles matchers and remembers what regular expressions answered, as long as a symbol keeps its meaning. */
export class MatcherFilters {
  private readonly remembered = new Map<string, RegexFilter>();

  constructor(private readonly symbols: Symbols) {}

  /** For use within this turn, since symbols may get another meaning after it. Throws InvalidRegexError. */
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
    filter.forgetFreed();
    return filter;
  }

  private forgetOldest(): void {
    const perFilter = Math.max(this.symbols.limit, 1024);
    for (const key of this.remembered.keys()) {
      if (this.remembered.size * perFilter <= MEMO_BUDGET_BYTES || this.remembered.size === 1) return;
      this.remembered.delete(key);
    }
  }
}

class RegexFilter implements ValueFilter {
  private answers = new Uint8Array(0);
  /** How far the list of freed symbols was followed. */
  private epoch = 0;
  private followed = 0;

  constructor(
    private readonly symbols: Symbols,
    private readonly predicate: (value: string) => boolean,
  ) {}

  matches(value: number): boolean {
    if (value >= this.answers.length) {
      const larger = new Uint8Array(this.symbols.limit);
      larger.set(this.answers);
      this.answers = larger;
    }
    const known = this.answers[value];
    if (known !== UNKNOWN) return known === YES;
    const answer = this.predicate(this.symbols.text(value));
    this.answers[value] = answer ? YES : NO;
    return answer;
  }

  /** Symbols that were freed since the last time may mean something else now. */
  forgetFreed(): void {
    const { epoch, ids } = this.symbols.freed;
    if (epoch !== this.epoch) this.answers.fill(UNKNOWN);
    else for (let i = this.followed; i < ids.length; i++) this.forget(ids.at(i));
    this.epoch = epoch;
    this.followed = ids.length;
  }

  private forget(symbol: number): void {
    if (symbol < this.answers.length) this.answers[symbol] = UNKNOWN;
  }
}
