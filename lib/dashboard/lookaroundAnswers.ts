import type { RegexMatch, RegexSource } from './regexSource';

/**
 * Runs one expression over texts where it can do no harm (a worker that is stopped after a time limit). `matches[i]`
 * belongs to `texts[i]`. Rejects when it takes too long.
 */
export type RegexRunner = (
  source: RegexSource,
  texts: readonly string[],
) => Promise<readonly (readonly RegexMatch[])[]>;

interface Asked {
  readonly source: RegexSource;
  readonly known: Map<string, readonly RegexMatch[]>;
  waiting: Set<string>;
  failed: boolean;
}

const NOTHING: readonly RegexMatch[] = [];
const MAX_KNOWN = 20_000;

/**
 * Answers of expressions that only the native engine reads, which may take exponential time and therefore runs
 * elsewhere. Drawing stays synchronous: a text that is not answered yet does not match, is asked for, and listeners
 * hear when the answer is there.
 */
export class LookaroundAnswers {
  private readonly asked = new Map<string, Asked>();
  private readonly listeners = new Set<() => void>();
  private runner: RegexRunner | undefined;
  private scheduled = false;
  private count = 0;

  /** Without a runner (outside of a browser) nothing is answered. */
  use(runner: RegexRunner): void {
    this.runner = runner;
    this.schedule();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes whenever further answers are there. */
  revision = (): number => this.count;

  /** undefined when the pattern is not valid. */
  finder(source: RegexSource): ((text: string) => readonly RegexMatch[]) | undefined {
    try {
      // Compiling runs nothing and cannot take long.
      new RegExp(source.pattern);
    } catch {
      return undefined;
    }
    const entry = this.entry(source);
    return (text) => {
      const answer = entry.known.get(text);
      if (answer === undefined && !entry.failed && !entry.waiting.has(text)) {
        entry.waiting.add(text);
        this.schedule();
      }
      return answer ?? NOTHING;
    };
  }

  /** All answers at once, for those who can wait. Rejects when the expression takes too long. */
  async find(source: RegexSource, texts: readonly string[]): Promise<readonly (readonly RegexMatch[])[]> {
    if (this.runner === undefined) throw new Error('expressions with look-around need a browser');
    return this.runner(source, texts);
  }

  private entry(source: RegexSource): Asked {
    const key = JSON.stringify(source);
    const entry = this.asked.get(key) ?? { source, known: new Map(), waiting: new Set(), failed: false };
    this.asked.set(key, entry);
    return entry;
  }

  private schedule(): void {
    if (this.scheduled || this.runner === undefined) return;
    this.scheduled = true;
    setTimeout(() => {
      this.scheduled = false;
      for (const entry of this.asked.values()) if (entry.waiting.size > 0) void this.answer(entry);
    }, 0);
  }

  private async answer(entry: Asked): Promise<void> {
    const texts = [...entry.waiting];
    try {
      const matches = await this.find(entry.source, texts);
      if (entry.known.size + texts.length > MAX_KNOWN) entry.known.clear();
      texts.forEach((text, i) => {
        entry.known.set(text, matches[i] ?? NOTHING);
      });
    } catch {
      // Too slow: it matches nothing from now on, rather than being tried for every refresh.
      entry.failed = true;
    }
    for (const text of texts) entry.waiting.delete(text);
    this.count++;
    for (const listener of this.listeners) listener();
  }
}
