import type { ScrapeLimits } from '@/collector/config/scrapeConfig';
import { getLabel, type Labels, METRIC_NAME } from '@/lib/labels/labels';
import { LabelBuilder } from './labelBuilder';
import { type RelabelRule, relabel } from './relabel';
import { ScrapeError } from './scrapeError';

/** What turns an exposed label set into a stored one: the part of a scrape config and target that decides it. */
export interface MetricLabelRules {
  readonly targetLabels: Labels;
  readonly honorLabels: boolean;
  readonly rules: readonly RelabelRule[];
  readonly limits: Pick<ScrapeLimits, 'labels' | 'labelNameBytes' | 'labelValueBytes'>;
}

/**
 * The stored label set of an exposed series, or undefined when a metric relabelling rule drops it. `isExposedEmpty`
 * tells whether the target exposed the label with an empty value, which a label set cannot say: under honor_labels
 * the Pushgateway uses `instance=""` to keep the scraper's instance away. Throws ScrapeError (limits, no name).
 */
export function metricLabels(
  exposed: Labels,
  isExposedEmpty: (name: string) => boolean,
  to: MetricLabelRules,
): Labels | undefined {
  const labels = relabel(joinTargetLabels(exposed, isExposedEmpty, to), to.rules);
  if (labels === undefined) return undefined;
  if (getLabel(labels, METRIC_NAME) === '') {
    throw new ScrapeError('invalidSeries', 'missing metric name (__name__ label) after metric relabelling');
  }
  checkLabelLimits(labels, to.limits);
  return labels;
}

function joinTargetLabels(exposed: Labels, isExposedEmpty: (name: string) => boolean, to: MetricLabelRules): Labels {
  const builder = new LabelBuilder(exposed);
  const conflicts: [name: string, value: string][] = [];
  for (let i = 0; i < to.targetLabels.length; i += 2) {
    const name = to.targetLabels[i] as string;
    const value = to.targetLabels[i + 1] as string;
    const existing = builder.get(name);
    if (to.honorLabels) {
      if (existing === '' && !isExposedEmpty(name)) builder.set(name, value);
      continue;
    }
    if (existing !== '') conflicts.push([name, existing]);
    builder.set(name, value);
  }
  renameConflicts(builder, conflicts);
  return builder.labels();
}

/** Shorter names first, so that `exported_a` of the target gives way before `a` claims that name. */
function renameConflicts(builder: LabelBuilder, conflicts: [string, string][]): void {
  conflicts.sort((a, b) => a[0].length - b[0].length);
  for (const [name, value] of conflicts) {
    let renamed = `exported_${name}`;
    while (builder.get(renamed) !== '') renamed = `exported_${renamed}`;
    builder.set(renamed, value);
  }
}

function checkLabelLimits(labels: Labels, limits: MetricLabelRules['limits']): void {
  const metric = () => JSON.stringify(getLabel(labels, METRIC_NAME).slice(0, 50));
  const count = labels.length / 2;
  if (limits.labels > 0 && count > limits.labels) {
    const numbers = `number of labels: ${count}, limit: ${limits.labels}`;
    throw new ScrapeError('labelLimit', `label_limit exceeded (metric: ${metric()}, ${numbers})`);
  }
  for (let i = 0; i < labels.length; i += 2) {
    const name = labels[i] as string;
    const shown = JSON.stringify(name.slice(0, 50));
    if (isLonger(name, limits.labelNameBytes)) {
      const numbers = `length: ${Buffer.byteLength(name)}, limit: ${limits.labelNameBytes}`;
      const where = `metric: ${metric()}, label name: ${shown}`;
      throw new ScrapeError('labelLimit', `label_name_length_limit exceeded (${where}, ${numbers})`);
    }
    const value = labels[i + 1] as string;
    if (isLonger(value, limits.labelValueBytes)) {
      const numbers = `length: ${Buffer.byteLength(value)}, limit: ${limits.labelValueBytes}`;
      const where = `metric: ${metric()}, label name: ${shown}, value: ${JSON.stringify(value.slice(0, 50))}`;
      throw new ScrapeError('labelLimit', `label_value_length_limit exceeded (${where}, ${numbers})`);
    }
  }
}

/** UTF-8 takes at most three bytes per UTF-16 unit, so most texts need no counting. */
function isLonger(text: string, limitBytes: number): boolean {
  return limitBytes > 0 && text.length * 3 > limitBytes && Buffer.byteLength(text) > limitBytes;
}
