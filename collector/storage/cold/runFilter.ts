/** Matchers translated to one run: equality compares symbols, everything else is asked once per distinct value. */
import { METRIC_NAME } from '@/lib/labels/labels';
import { compileMatcher, type Matcher } from '@/lib/labels/matcher';
import { type ColdBlock, valueIn } from './block';
import type { RunStrings } from './runStrings';

/** A matcher, compiled once per query. */
export interface CompiledMatcher {
  readonly matcher: Matcher;
  readonly matches: (value: string) => boolean;
}

/** Throws InvalidRegexError. */
export function compileMatchers(matchers: readonly Matcher[]): CompiledMatcher[] {
  return matchers.map((matcher) => ({ matcher, matches: compileMatcher(matcher) }));
}

interface LabelTest {
  /** Symbol of the label's name; -1 when no series of the run has the label. */
  readonly name: number;
  /** For series without the label. */
  readonly whenAbsent: boolean;
  /** The only value that matches; -1 when several may. */
  readonly only: number;
  readonly matches: (value: string) => boolean;
  /** By symbol of the value. */
  readonly known: Map<number, boolean>;
}

export class RunFilter {
  private constructor(
    private readonly strings: RunStrings,
    private readonly tests: readonly LabelTest[],
    /** Symbol of the metric that all matching series have; -1 when that is not known. */
    readonly metric: number,
  ) {}

  /** Undefined when no series of the run can match. */
  static async create(strings: RunStrings, matchers: readonly CompiledMatcher[]): Promise<RunFilter | undefined> {
    const tests: LabelTest[] = [];
    let metric = -1;
    for (const { matcher, matches } of matchers) {
      const isEquality = matcher.operator === '=' && matcher.value !== '';
      const only = isEquality ? await strings.symbolOf(matcher.value) : -1;
      if (isEquality && only < 0) return undefined;
      const name = await strings.symbolOf(matcher.name);
      const whenAbsent = matches('');
      if (name < 0 && !whenAbsent) return undefined;
      if (name < 0) continue;
      tests.push({ name, whenAbsent, only, matches, known: new Map() });
      if (isEquality && matcher.name === METRIC_NAME) metric = only;
    }
    // Comparing symbols first leaves less to ask the dictionary for.
    tests.sort((a, b) => Number(b.only >= 0) - Number(a.only >= 0));
    return new RunFilter(strings, tests, metric);
  }

  /** Of some rows of a block those that match. */
  async rows(block: ColdBlock, candidates: readonly number[]): Promise<readonly number[]> {
    let rows = candidates;
    for (const test of this.tests) {
      if (rows.length === 0) return rows;
      if (test.only < 0) await this.learn(test, block, rows);
      rows = rows.filter((i) => passes(test, valueIn(block, i, test.name)));
    }
    return rows;
  }

  private async learn(test: LabelTest, block: ColdBlock, rows: readonly number[]): Promise<void> {
    const unknown = new Set<number>();
    for (const i of rows) {
      const value = valueIn(block, i, test.name);
      if (value !== undefined && !test.known.has(value)) unknown.add(value);
    }
    if (unknown.size === 0) return;
    for (const [symbol, text] of await this.strings.texts(unknown)) test.known.set(symbol, test.matches(text));
  }
}

function passes(test: LabelTest, value: number | undefined): boolean {
  if (value === undefined) return test.whenAbsent;
  // A value whose page is damaged is not known, and its series cannot be shown either.
  return test.only >= 0 ? value === test.only : test.known.get(value) === true;
}
