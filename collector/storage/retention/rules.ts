import { getLabel, type Labels } from '@/lib/labels/labels';
import { compileMatcher, type Matcher } from '@/lib/labels/matcher';
import type { RuleTimes } from './times';

/** Series that match all matchers are kept by these times. Of several rules the first one counts. */
export interface RetentionRule {
  readonly matchers: readonly Matcher[];
  readonly times: RuleTimes;
}

interface CompiledRule {
  readonly number: number;
  readonly tests: readonly { readonly name: string; readonly test: (value: string) => boolean }[];
}

/**
 * Rules compiled once, since every new series asks: a rule with an equality is looked at only for series that have that very
 * label, so a hundred rules on jobs cost a look-up per label.
 */
export class RuleMatcher {
  /** By name and value of each rule's first equality. */
  private readonly byLabel = new Map<string, Map<string, CompiledRule[]>>();
  private readonly others: CompiledRule[] = [];

  /** Throws InvalidRegexError. */
  constructor(rules: readonly RetentionRule[]) {
    for (const [number, { matchers }] of rules.entries()) {
      const equality = matchers.find(({ operator, value }) => operator === '=' && value !== '');
      const tests = inOrderOfCost(matchers.filter((matcher) => matcher !== equality)).map((matcher) => ({
        name: matcher.name,
        test: compileMatcher(matcher),
      }));
      this.place({ number, tests }, equality);
    }
  }

  /** The number of the first rule that matches, or -1. */
  first(labels: Labels): number {
    let first = Infinity;
    for (let i = 0; i < labels.length; i += 2) {
      const rules = this.byLabel.get(labels[i] as string)?.get(labels[i + 1] as string);
      if (rules) first = Math.min(first, firstOf(rules, labels));
    }
    first = Math.min(first, firstOf(this.others, labels));
    return first === Infinity ? -1 : first;
  }

  private place(rule: CompiledRule, equality: Matcher | undefined): void {
    if (equality === undefined) {
      this.others.push(rule);
      return;
    }
    const { name, value } = equality;
    const values = this.byLabel.get(name) ?? new Map<string, CompiledRule[]>();
    this.byLabel.set(name, values);
    values.set(value, [...(values.get(value) ?? []), rule]);
  }
}

/** Rules are in order of their numbers, so the first that matches has the lowest. */
function firstOf(rules: readonly CompiledRule[], labels: Labels): number {
  return rules.find(({ tests }) => tests.every(({ name, test }) => test(getLabel(labels, name))))?.number ?? Infinity;
}

function inOrderOfCost(matchers: readonly Matcher[]): Matcher[] {
  const isRegex = ({ operator }: Matcher) => Number(operator === '=~' || operator === '!~');
  return [...matchers].sort((a, b) => isRegex(a) - isRegex(b));
}
