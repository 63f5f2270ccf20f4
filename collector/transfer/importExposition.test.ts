import { describe, expect, it } from 'vitest';
import { RecordingStore } from '@/collector/push/recordingStore';
import { type ImportChunk, ImportError } from './importChunk';
import { createImporter } from './importExposition';

const MS = 1_000;

async function take(text: string, options: Partial<ImportChunk> = {}, store = new RecordingStore()) {
  const body = new TextEncoder().encode(text);
  const chunk = { format: 'openmetrics', body, firstLine: 1, skipErrors: false, ...options } as const;
  const result = await createImporter({ appendable: store }).take(chunk);
  return { result, store };
}

describe('importing a chunk', () => {
  it('takes samples with their own times under the cohort of their target, and metadata', async () => {
    const text = `# HELP jobs Jobs done.\n# TYPE jobs counter\njobs_total{job="a",instance="b"} 7 12.5\nup NaN 13\n# EOF\n`;
    const { result, store } = await take(text);
    expect(store.committed).toEqual([
      ['a/b/import', 'jobs_total{instance="b", job="a"}', 12.5 * MS, 7],
      ['//import', 'up', 13 * MS, Number.NaN],
    ]);
    expect(store.metadata).toEqual([{ metric: 'jobs', type: 'counter', help: 'Jobs done.', unit: '' }]);
    expect(result).toMatchObject({ samples: 2, added: 2, skippedLines: 0, firstSkipped: undefined });
  });

  it('reads milliseconds in Prometheus’ text format', async () => {
    const { store } = await take('up 1 12500\n', { format: 'prometheus' });
    expect(store.committed).toEqual([['//import', 'up', 12_500, 1]]);
  });

  it('asks for a series once, however many samples it has', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `m{i="${i % 3}"} ${i} ${Math.floor(i / 3)}\n`);
    const { result, store } = await take(`${lines.join('')}# EOF\n`);
    expect([result.samples, store.seriesCalls]).toEqual([10_000, 3]);
    // In turns, with other work between them.
    expect(store.commits).toBeGreaterThan(2);
  });

  it('counts what the store refuses, by reason, with the place of the first', async () => {
    const store = new RecordingStore((labels) => (labels.includes('full') ? 'seriesLimit' : undefined));
    const text = 'm 1 5\nm 2 5\nm 3 4\nm 4 4\nfull 1 1\n# EOF\n';
    const { result } = await take(text, { firstLine: 100 }, store);
    expect(result.samples).toBe(1);
    expect(result.refused).toMatchObject({ duplicate: 1, outOfOrder: 2, seriesLimit: 1, tooOld: 0 });
    expect(result.firstRefused).toEqual({
      duplicate: 'line 101: m',
      outOfOrder: 'line 102: m',
      seriesLimit: 'line 104: full',
    });
  });

  it.each([
    ['a broken line', 'm 1 1\nm{a="b} 2 2\n# EOF\n', 'line 51, column 5: the string that begins here is never closed'],
    ['a blank line', 'm 1 1\n\nm 2\n# EOF\n', 'line 51, column 1: '],
    ['no value', 'm 1 1\nm\n# EOF\n', 'line 51, column 2: '],
    ['a name twice', 'm{a="1",a="2"} 1 1\n# EOF\n', 'line 50, column 1: label name "a" is not unique'],
    ['a cut file', 'm 1 1\nm 2 2\n', 'line 52, column 1: the body does not end with # EOF'],
    ['a web page', '<html>\n# EOF\n', 'line 50, column 1: expected a metric name'],
  ])('names the line of %s', async (_name, text, message) => {
    const error = await take(text, { firstLine: 50 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ImportError);
    expect(String(error)).toContain(message);
  });

  it('names the line of a sample without time', async () => {
    await expect(take('m 1 1\nm 2\n# EOF\n', { firstLine: 7 })).rejects.toThrow(
      'line 8, column 1: the sample has no timestamp',
    );
  });

  it('leaves broken lines out when told so, and says which', async () => {
    const text = 'm 1 1\n<html>\nm 2 2\nm{a="b} 2 2\nm 3\nm 3 3\n# EOF\n';
    const { result, store } = await take(text, { skipErrors: true, firstLine: 10 });
    expect(store.committed.map(([, , time, value]) => [time, value])).toEqual([
      [1_000, 1],
      [2_000, 2],
      [3_000, 3],
    ]);
    expect(result.skippedLines).toBe(3);
    expect(result.firstSkipped).toContain('line 11, column 1: expected a metric name');
  });

  it('goes on with a series whose ref the store has forgotten', async () => {
    const store = new RecordingStore();
    const importer = createImporter({ appendable: store });
    const chunk = (text: string): ImportChunk => {
      return { format: 'openmetrics', body: new TextEncoder().encode(text), firstLine: 1, skipErrors: false };
    };
    await importer.take(chunk('m 1 1\n# EOF\n'));
    store.forgetSeries();
    await importer.take(chunk('m 2 2\n# EOF\n'));
    expect(store.committed).toHaveLength(2);
  });
});
