/**
 * A label set: flat `[name, value, name, value, …]`, names unique and ascending by
 * UTF-16 code unit order, no empty names, no empty values (an empty value means "no such label").
 * The metric name is the label `__name__`. Treated as immutable and freely shared.
 */
export type Labels = readonly string[];

export const METRIC_NAME = '__name__';

export const EMPTY_LABELS: Labels = [];

/** Builds a label set from an object; drops empty values. */
export function labelsFromRecord(record: Readonly<Record<string, string>>): Labels {
  const out: string[] = [];
  for (const name of Object.keys(record).sort()) {
    const value = record[name];
    if (value) out.push(name, value);
  }
  return out;
}

/** The label set as an object without prototype, so that a label named `__proto__` is a plain key. */
export function labelsToRecord(labels: Labels): Record<string, string> {
  const record: Record<string, string> = Object.create(null);
  for (let i = 0; i < labels.length; i += 2) record[labels[i] as string] = labels[i + 1] as string;
  return record;
}

/** The value of a label, or '' when it is absent. */
export function getLabel(labels: Labels, name: string): string {
  for (let i = 0; i < labels.length; i += 2) if (labels[i] === name) return labels[i + 1] as string;
  return '';
}

/** A copy with one label set; an empty value removes it. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  const out: string[] = [];
  let placed = value === '';
  for (let i = 0; i < labels.length; i += 2) {
    const current = labels[i] as string;
    if (!placed && current >= name) {
      out.push(name, value);
      placed = true;
    }
    if (current !== name) out.push(current, labels[i + 1] as string);
  }
  if (!placed) out.push(name, value);
  return out;
}

/** Only the named labels (`by`). `names` may be in any order. */
export function keepLabels(labels: Labels, names: ReadonlySet<string>): Labels {
  const out: string[] = [];
  for (let i = 0; i < labels.length; i += 2) {
    if (names.has(labels[i] as string)) out.push(labels[i] as string, labels[i + 1] as string);
  }
  return out;
}

/** All but the named labels (`without`; callers add `__name__` themselves). */
export function dropLabels(labels: Labels, names: ReadonlySet<string>): Labels {
  const out: string[] = [];
  for (let i = 0; i < labels.length; i += 2) {
    if (!names.has(labels[i] as string)) out.push(labels[i] as string, labels[i + 1] as string);
  }
  return out;
}

/** A string that is equal for equal label sets and different for different ones (map key). */
export function labelsKey(labels: Labels): string {
  return labels.join('\u0000');
}

/** Orders label sets pairwise by name, then value, as Prometheus sorts its answers. */
export function compareLabels(a: Labels, b: Labels): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const left = a[i] as string;
    const right = b[i] as string;
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

const LEGACY_METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LEGACY_LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** `name{a="b"}` as Prometheus prints it; names outside the legacy alphabet are quoted. */
export function formatLabels(labels: Labels): string {
  const name = getLabel(labels, METRIC_NAME);
  const bareName = LEGACY_METRIC_NAME.test(name);
  const parts: string[] = name !== '' && !bareName ? [JSON.stringify(name)] : [];
  for (let i = 0; i < labels.length; i += 2) {
    const label = labels[i] as string;
    if (label === METRIC_NAME) continue;
    const printed = LEGACY_LABEL_NAME.test(label) ? label : JSON.stringify(label);
    parts.push(`${printed}=${JSON.stringify(labels[i + 1])}`);
  }
  const prefix = bareName ? name : '';
  return parts.length === 0 && prefix !== '' ? prefix : `${prefix}{${parts.join(', ')}}`;
}
