import { createParser } from '@/collector/scrape/textparse/parser';
import { formatLabels, METRIC_NAME } from '@/lib/labels/labels';

/** A family as a scraper understands it. */
export interface TestFamily {
  readonly type: string;
  readonly help: string;
  /** Values by label set, printed. */
  readonly samples: Map<string, number>;
}

/** Reads an exposition with the scraper's own parser; every family must have type and help. */
export function parseExposition(text: string): Map<string, TestFamily> {
  const parser = createParser('text/plain; version=0.0.4', Buffer.from(text));
  const types = new Map<string, string>();
  const help = new Map<string, string>();
  const families = new Map<string, TestFamily>();
  for (let entry = parser.next(); entry !== 'eof'; entry = parser.next()) {
    const name = entry === 'comment' ? '' : parser.metricName();
    if (entry === 'type') types.set(name, parser.metricType());
    else if (entry === 'help') help.set(name, parser.help());
    else if (entry === 'series') {
      const family = families.get(name) ?? {
        type: types.get(name) ?? '',
        help: help.get(name) ?? '',
        samples: new Map(),
      };
      families.set(name, family);
      const labels = parser.labels();
      const at = labels.indexOf(METRIC_NAME);
      const key = formatLabels([...labels.slice(0, at), ...labels.slice(at + 2)]);
      if (family.samples.has(key)) throw new Error(`${name}${key} is exposed twice`);
      family.samples.set(key, parser.value);
    }
  }
  return families;
}
