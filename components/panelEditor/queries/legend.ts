import { getLabel, type Labels, METRIC_NAME } from '@/lib/labels/labels';

/** How series of a query are named. */
export type LegendMode = 'auto' | 'verbose' | 'custom';

/** `__auto` and '' have meanings of their own; anything else is a text with `{{label}}`. */
export function legendMode(legendFormat: string): LegendMode {
  if (legendFormat === '__auto') return 'auto';
  return legendFormat === '' ? 'verbose' : 'custom';
}

export interface LegendHint {
  readonly label: string;
  /** A value of it, for the reader. */
  readonly example: string;
  readonly values: number;
}

const MAX_SERIES = 500;

/** Labels of a result that a legend may show: those that differ first, `__name__` last. */
export function legendHints(series: readonly Labels[]): LegendHint[] {
  const seen = new Map<string, Set<string>>();
  for (const labels of series.slice(0, MAX_SERIES)) {
    for (let i = 0; i < labels.length; i += 2) {
      const name = labels[i] ?? '';
      const values = seen.get(name) ?? new Set();
      seen.set(name, values.add(getLabel(labels, name)));
    }
  }
  const hints = [...seen].map(([label, values]) => ({ label, example: [...values][0] ?? '', values: values.size }));
  const rank = ({ label, values }: LegendHint) => (label === METRIC_NAME ? 2 : values > 1 ? 0 : 1);
  return hints.sort((a, b) => rank(a) - rank(b) || (a.label < b.label ? -1 : 1));
}
