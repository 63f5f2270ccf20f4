import { readFileSync } from 'node:fs';
import { createParser } from './parser';

export const OPENMETRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** One parsed entry in a form that tests can write down. */
export type TestEntry =
  | readonly ['series', Readonly<Record<string, string>>, number, number?]
  | readonly ['type' | 'help' | 'unit', string, string]
  | readonly ['comment'];

export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'));
}

export function readTestBody(name: string): Uint8Array {
  return readFileSync(new URL(`./testdata/${name}`, import.meta.url));
}

/** Every entry of a body up to its end. */
export function parseAll(contentType: string | undefined, body: Uint8Array): TestEntry[] {
  const parser = createParser(contentType, body);
  const entries: TestEntry[] = [];
  for (let entry = parser.next(); entry !== 'eof'; entry = parser.next()) {
    if (entry === 'series') {
      const labels: Record<string, string> = {};
      const flat = parser.labels();
      for (let i = 0; i < flat.length; i += 2) labels[flat[i]!] = flat[i + 1]!;
      const at = parser.timestampMs;
      entries.push(Number.isNaN(at) ? ['series', labels, parser.value] : ['series', labels, parser.value, at]);
    } else if (entry === 'comment') entries.push(['comment']);
    else if (entry === 'type') entries.push(['type', parser.metricName(), parser.metricType()]);
    else if (entry === 'help') entries.push(['help', parser.metricName(), parser.help()]);
    else entries.push(['unit', parser.metricName(), parser.unit()]);
  }
  return entries;
}
