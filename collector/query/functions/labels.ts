/** label_replace and label_join. */
import { RE2JS, type Matcher as RegexMatcher } from 're2js';
import { getLabel, type Labels, withLabel } from '@/lib/labels/labels';
import { isValidUtf8, quote } from '@/lib/promql/strings';
import type { Evaluation } from '../operators/evaluation';
import { uniqueSeries } from '../operators/names';
import { relabelled, type StepVector } from '../operators/stepVector';
import { QueryError } from '../result';
import { stringArgument, vectorArgument } from './arguments';
import type { VectorImplementation } from './implementation';

export const labelReplace: VectorImplementation = {
  type: 'vector',
  async evaluate(plan, evaluation) {
    const target = stringArgument(plan, 1);
    const replacement = stringArgument(plan, 2);
    const source = stringArgument(plan, 3);
    const regex = compile(stringArgument(plan, 4));
    if (!isLabelName(target)) throw invalidName('label_replace', 'destination label', target);
    const vector = await vectorArgument(plan, 0, evaluation);
    const rewrite = (labels: Labels): Labels => {
      const matcher = regex.matcher(getLabel(labels, source));
      return matcher.matches() ? withLabel(labels, target, expandTemplate(replacement, matcher)) : labels;
    };
    return withLabels(vector, rewrite, evaluation);
  },
};

export const labelJoin: VectorImplementation = {
  type: 'vector',
  async evaluate(plan, evaluation) {
    const target = stringArgument(plan, 1);
    const separator = stringArgument(plan, 2);
    const sources = plan.args.slice(3).map((_, i) => stringArgument(plan, i + 3));
    const bad = sources.find((name) => !isLabelName(name));
    if (bad !== undefined) throw invalidName('label_join', 'source label', bad);
    if (!isLabelName(target)) throw invalidName('label_join', 'destination label', target);
    const vector = await vectorArgument(plan, 0, evaluation);
    const rewrite = (labels: Labels): Labels =>
      withLabel(labels, target, sources.map((name) => getLabel(labels, name)).join(separator));
    return withLabels(vector, rewrite, evaluation);
  },
};

function withLabels(vector: StepVector, rewrite: (labels: Labels) => Labels, evaluation: Evaluation) {
  const series = vector.series.map(({ labels, dropName }) => ({ labels: rewrite(labels), dropName }));
  return uniqueSeries(relabelled(vector, series), evaluation);
}

/** Any text of UTF-8 names a label since Prometheus 3. */
function isLabelName(name: string): boolean {
  return name !== '' && isValidUtf8(name);
}

function invalidName(func: string, what: string, name: string): QueryError {
  return new QueryError('execution', `invalid ${what} name in ${func}(): ${quote(name)}`);
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(`^(?s:${pattern})$`);
  } catch (cause) {
    throw new QueryError('execution', `invalid regular expression in label_replace(): ${pattern}`, undefined, {
      cause,
    });
  }
}

/** `$1`, `$name`, `${name}` and `$$` as Go's Regexp.Expand reads them; unknown groups are empty. */
export function expandTemplate(template: string, matcher: RegexMatcher): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    return name === undefined ? whole.slice(1) : groupText(matcher, name);
  });
}

function groupText(matcher: RegexMatcher, name: string): string {
  const index = /^\d+$/.test(name) ? Number(name) : matcher.namedGroups[name];
  return index !== undefined && index <= matcher.groupCount() ? (matcher.group(index) ?? '') : '';
}
