/** Metric types of the text format 0.0.4. */
export type FamilyType = 'counter' | 'gauge' | 'untyped';

export interface FamilySample {
  /** Label names and values, names in ascending order. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One metric with its metadata and samples, as a collector produces it. */
export interface MetricFamily {
  readonly name: string;
  readonly type: FamilyType;
  readonly help: string;
  readonly samples: readonly FamilySample[];
}

const NO_LABELS = {};

/** A family of one series without labels. */
export function singleSample(type: FamilyType, name: string, help: string, value: number): MetricFamily {
  return { name, type, help, samples: [{ labels: NO_LABELS, value }] };
}

/** The text exposition 0.0.4 of the families, sorted by name; families without samples are left out. */
export function writeExposition(families: readonly MetricFamily[]): string {
  const sorted = families.filter((family) => family.samples.length > 0);
  sorted.sort((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.map(writeFamily).join('');
}

function writeFamily({ name, type, help, samples }: MetricFamily): string {
  let text = `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`;
  for (const { labels, value } of samples) text += `${name}${writeLabels(labels)} ${writeValue(value)}\n`;
  return text;
}

function writeLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabelValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function writeValue(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  return String(value);
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function escapeLabelValue(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}
