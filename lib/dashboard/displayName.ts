/** Names of series: from legend formats, from what tells labels apart, and from templates of field options. */
import { formatLabels, getLabel, type Labels, METRIC_NAME } from '@/lib/labels/labels';
import type { Field, Frame } from './frame';

const LEGEND_TOKEN = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** `{{label}}` replaced by the label's value, nothing where it is missing. */
export function fillLegend(format: string, labels: Labels): string {
  return format.replace(LEGEND_TOKEN, (_, name: string) => getLabel(labels, name));
}

/** Names of labels whose values differ among the series, in order; a label that some lack counts as different. */
function distinguishingLabels(series: readonly Labels[]): string[] {
  const seen = new Map<string, Set<string>>();
  for (const labels of series) for (let i = 0; i < labels.length; i += 2) seen.set(labels[i] ?? '', new Set());
  for (const labels of series) for (const [name, values] of seen) values.add(getLabel(labels, name));
  return [...seen].filter(([, values]) => values.size > 1).map(([name]) => name);
}

function autoNames(series: readonly Labels[], expr: string): string[] {
  const only = series.length === 1 ? series[0] : undefined;
  if (only) return [getLabel(only, METRIC_NAME) || (only.length > 0 ? formatLabels(only) : expr)];
  const names = distinguishingLabels(series);
  return series.map((labels) => {
    const single = names.length === 1 ? getLabel(labels, names[0] ?? '') : '';
    if (single !== '') return single;
    const kept: string[] = [];
    for (let i = 0; i < labels.length; i += 2) {
      if (names.includes(labels[i] ?? '')) kept.push(labels[i] ?? '', labels[i + 1] ?? '');
    }
    return kept.length > 0 ? formatLabels(kept) : expr;
  });
}

/**
 * Names of the series of one query, in their order. `legendFormat`: a text with `{{label}}`; `__auto` names what
 * tells the series apart; '' is the whole series, or the expression where it has no labels.
 */
export function seriesNames(series: readonly Labels[], legendFormat: string, expr: string): string[] {
  if (legendFormat === '__auto') return autoNames(series, expr);
  return series.map((labels) => {
    if (legendFormat !== '') return fillLegend(legendFormat, labels);
    return labels.length === 0 ? expr : formatLabels(labels);
  });
}

const TEMPLATE = /\$\{__(field|series|frame)\.([^{}]+)\}/g;

function labelByPath(labels: Readonly<Record<string, string>>, path: string): string {
  const bracket = /^labels\[["']?(.*?)["']?\]$/.exec(path);
  const name = bracket?.[1] ?? (path.startsWith('labels.') ? path.slice('labels.'.length) : undefined);
  if (name === undefined) {
    const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
    return `{${pairs.join(', ')}}`;
  }
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** A template of a field option: `${__field.labels.x}`, `${__field.name}`, `${__series.name}`. */
export function fillTemplate(template: string, field: Field, frame: Frame): string {
  return template.replace(TEMPLATE, (whole, scope: string, path: string) => {
    if (scope === 'series' || scope === 'frame') return path === 'name' ? frame.name : whole;
    if (path === 'name' || path === 'displayName') return plainName(field, frame);
    return path.startsWith('labels') ? labelByPath(field.labels ?? {}, path) : whole;
  });
}

/** Frames of time series carry the name; tables name each field. */
function plainName(field: Field, frame: Frame): string {
  const isSeries =
    frame.fields.filter((other) => other.type !== 'time').length === 1 && frame.fields[0]?.type === 'time';
  return field.type !== 'time' && isSeries && frame.name !== '' ? frame.name : field.name;
}

/** What a field is called in legends, tooltips and table heads, and what `byName` overrides match. */
export function fieldDisplayName(field: Field, frame: Frame): string {
  const { displayName } = field.config;
  return displayName ? fillTemplate(displayName, field, frame) : plainName(field, frame);
}
