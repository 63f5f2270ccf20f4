/** Samples as lines of OpenMetrics 1.0. */
import type { MetricMetadata, SeriesColumns } from '@/collector/storage/storage';
import { type Labels, METRIC_NAME } from '@/lib/labels/labels';

/** What the lines of one family begin with: always its type, so that families can be told apart. */
export function familyHeader(family: string, metadata: MetricMetadata | undefined): string {
  const name = nameText(family);
  if (metadata === undefined) return `# TYPE ${name} unknown\n`;
  const type = `# TYPE ${name} ${metadata.type}\n`;
  // A unit that is no suffix of the name makes the whole body invalid.
  const unit = metadata.unit !== '' && family.endsWith(`_${metadata.unit}`) ? `# UNIT ${name} ${metadata.unit}\n` : '';
  const help = metadata.help === '' ? '' : `# HELP ${name} ${escapeText(metadata.help)}\n`;
  return type + unit + help;
}

/**
 * Writes the lines of series. Keep one for many series: those that share a timestamp column share the texts of the times.
 * NaN has one spelling, so a staleness marker becomes `NaN`, as in `promtool tsdb dump-openmetrics`.
 */
export class SampleLines {
  private column: Float64Array | undefined;
  private times: string[] = [];

  /** The lines of samples `[from, to)`. */
  text({ labels, timestamps, values }: SeriesColumns, from: number, to: number): string {
    if (this.column !== timestamps) {
      this.column = timestamps;
      this.times = [];
    }
    const series = seriesText(labels);
    const { times } = this;
    let out = '';
    for (let i = from; i < to; i++) {
      times[i] ??= ` ${(timestamps[i] as number) / 1000}\n`;
      out += series + valueText(values[i] as number) + times[i];
    }
    return out;
  }
}

/** As in `name{a="b"} `. */
function seriesText(labels: Labels): string {
  const pairs: string[] = [];
  let name = '';
  for (let i = 0; i < labels.length; i += 2) {
    const value = labels[i + 1] as string;
    if (labels[i] === METRIC_NAME) name = value;
    else pairs.push(`${labelText(labels[i] as string)}="${escapeText(value)}"`);
  }
  if (METRIC.test(name)) return pairs.length === 0 ? `${name} ` : `${name}{${pairs.join(',')}} `;
  return `{${[nameText(name), ...pairs].join(',')}} `;
}

function valueText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Names outside the old alphabet are quoted, as Prometheus 3 reads them. */
function nameText(name: string): string {
  return METRIC.test(name) ? name : `"${escapeText(name)}"`;
}

function labelText(name: string): string {
  return LABEL.test(name) ? name : `"${escapeText(name)}"`;
}

function escapeText(text: string): string {
  return text.replace(/[\\\n"]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
