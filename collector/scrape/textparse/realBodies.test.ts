import { describe, expect, it } from 'vitest';
import { OPENMETRICS, parseAll, readTestBody, type TestEntry } from './parserTestKit';

/** Reads the same body line by line with a regular expression: slow, simple, and independent of the parser. */
function readByLines(text: string): { series: string[]; metadata: number } {
  const series: string[] = [];
  let metadata = 0;
  for (const line of text.split('\n')) {
    if (/^# (HELP|TYPE) /.test(line)) metadata++;
    else if (line !== '' && !line.startsWith('#')) {
      const [, name, inner = '', value] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)(?: # .*)?$/.exec(line)!;
      const pairs = [...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, text]) => [
        label!,
        JSON.parse(`"${text!}"`) as unknown,
      ]);
      const kept = pairs.filter(([, text]) => text !== '').sort();
      series.push(`${name} ${JSON.stringify(kept)} ${Number(value!.replace(/^\+?Inf$/, 'Infinity'))}`);
    }
  }
  return { series, metadata };
}

function print(entry: TestEntry): string {
  if (entry[0] !== 'series') return '';
  const { __name__: name, ...labels } = entry[1];
  return `${name} ${JSON.stringify(Object.entries(labels).sort())} ${entry[2]}`;
}

describe('bodies of real exporters', () => {
  it.each([
    ['node_exporter-1.5.0.txt', 'text/plain; version=0.0.4; charset=utf-8'],
    ['prometheus-2.42.0.txt', 'text/plain; version=0.0.4; charset=utf-8'],
    ['pushgateway-1.5.1.txt', 'text/plain; version=0.0.4; charset=utf-8'],
    ['nginx_exporter-0.11.0.txt', 'text/plain; version=0.0.4; charset=utf-8'],
    ['prom-client-15.openmetrics.txt', OPENMETRICS],
  ])('%s gives what a line-by-line reading gives', (file, contentType) => {
    const body = readTestBody(file);
    const want = readByLines(Buffer.from(body).toString('utf8'));
    const entries = parseAll(contentType, body);
    const got = entries.filter((entry) => entry[0] === 'series').map(print);
    expect(got.length).toBeGreaterThan(8);
    expect(got).toEqual(want.series);
    expect(entries.filter((entry) => entry[0] === 'help' || entry[0] === 'type')).toHaveLength(want.metadata);
  });
});
