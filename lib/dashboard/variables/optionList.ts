import { linearFinder, lookaroundAnswers } from '@/lib/dashboard/dashboardRegex';
import type { VariableOption } from '@/lib/dashboard/document';
import { type RegexMatch, type RegexSource, readRegex } from '@/lib/dashboard/regexSource';
import { mentionedVariables } from './interpolate';

const MAX_OPTIONS = 10_000;

export interface OptionList {
  readonly options: readonly VariableOption[];
  /** Why the list is not what the author meant, or cut. */
  readonly warning?: string;
}

/** Values found by a query as options: filtered and cut by `regex`, each once, in the order asked for. */
export async function optionsFromValues(values: readonly string[], regex: string, sort: number): Promise<OptionList> {
  const { options, warning } = regex === '' ? { options: values.map(plainOption) } : await applyRegex(values, regex);
  const unique = [...new Map(options.map((option) => [option.value, option])).values()];
  const sorted = sortOptions(unique, sort);
  if (sorted.length <= MAX_OPTIONS) return { options: sorted, ...(warning === undefined ? {} : { warning }) };
  return { options: sorted.slice(0, MAX_OPTIONS), warning: `only the first ${MAX_OPTIONS} of ${sorted.length} values` };
}

function plainOption(value: string): VariableOption {
  return { text: value, value };
}

/** Keeps the values in which the expression is found, cut to what its groups hold. */
async function applyRegex(values: readonly string[], source: string): Promise<OptionList> {
  try {
    const found = await findAll(readRegex(source), values);
    return { options: values.flatMap((value, i) => (found[i] ?? []).map((match) => optionOf(match, value))) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      options: values.map(plainOption),
      warning: `the regex ${source} cannot be used (${reason}); all values are shown`,
    };
  }
}

/** Why a variable's regex cannot be used; undefined for one that can, and for one that holds other variables. */
export function regexProblem(source: string): string | undefined {
  if (source === '' || mentionedVariables(source).size > 0) return undefined;
  try {
    const read = readRegex(source);
    if (linearFinder(read) === undefined) new RegExp(read.pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** RE2 where it reads the expression; else the native engine, which a time limit keeps in check. */
async function findAll(source: RegexSource, values: readonly string[]): Promise<readonly (readonly RegexMatch[])[]> {
  const find = linearFinder(source);
  if (find !== undefined) return values.map(find);
  // Says what is wrong with an expression that no engine reads.
  new RegExp(source.pattern);
  return lookaroundAnswers.find(source, values);
}

/** With groups named `text` and `value`, or else with a first group, the option is what they hold. */
function optionOf({ groups, named }: RegexMatch, whole: string): VariableOption {
  const value = named['value'] ?? named['text'] ?? (groups.length > 1 ? groups[1] : whole) ?? whole;
  return { text: named['text'] ?? value, value };
}

const natural = new Intl.Collator('en', { numeric: true });
const caseless = new Intl.Collator('en', { sensitivity: 'base' });

type Compare = (a: VariableOption, b: VariableOption) => number;

/** Grafana's numbers: 1 alphabetical, 3 numerical, 5 alphabetical without case, 7 natural; the even ones descend. */
const COMPARISONS: Readonly<Record<number, Compare>> = {
  1: (a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  3: (a, b) => leadingNumber(a.text) - leadingNumber(b.text),
  5: (a, b) => caseless.compare(a.text, b.text),
  7: (a, b) => natural.compare(a.text, b.text),
};

function leadingNumber(text: string): number {
  const digits = /\d+/.exec(text);
  return digits === null ? -1 : Number(digits[0]);
}

function sortOptions(options: readonly VariableOption[], sort: number): VariableOption[] {
  const descending = sort > 0 && sort % 2 === 0;
  const compare = COMPARISONS[descending ? sort - 1 : sort];
  if (compare === undefined) return [...options];
  return [...options].sort(descending ? (a, b) => compare(b, a) : compare);
}

/** Options of a custom variable: `a,b,text : value`, with `\,` for a comma in a value. */
export function optionsFromText(text: string): VariableOption[] {
  const parts = text.match(/(?:\\,|[^,])+/g) ?? [];
  return parts.slice(0, MAX_OPTIONS).map((part) => {
    const item = part.replaceAll('\\,', ',').trim();
    const pair = /^(.+?)\s:\s(.+)$/s.exec(item);
    return pair ? { text: pair[1]?.trim() ?? '', value: pair[2]?.trim() ?? '' } : plainOption(item);
  });
}
