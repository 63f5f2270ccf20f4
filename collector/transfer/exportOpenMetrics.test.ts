import { describe, expect, it } from 'vitest';
import { RecordingStore } from '@/collector/push/recordingStore';
import type { MetricMetadata, SeriesColumns } from '@/collector/storage/storage';
import { formatLabels, labelsFromRecord } from '@/lib/labels/labels';
import { writeStale } from '@/lib/labels/staleness';
import { type ExportSelection, exportOpenMetrics } from './exportOpenMetrics';
import { createImporter } from './importExposition';
import { MemoryQueryable } from './testing/memoryQueryable';

const EVERYTHING: ExportSelection = { matcherSets: [], startMs: 0, endMs: 1e13, fromFamily: '' };

function series(
  labels: Record<string, string>,
  samples: readonly (readonly [timeMs: number, value: number])[],
): SeriesColumns {
  const timestamps = Float64Array.from(samples, ([time]) => time);
  const values = Float64Array.from(samples, ([, value]) => value);
  return { ref: 1, labels: labelsFromRecord(labels), timestamps, values, mayHaveStale: false };
}

function counter(metric: string): MetricMetadata {
  return { metric, type: 'counter', help: `Help of "${metric}".`, unit: '' };
}

async function textOf(queryable: MemoryQueryable, selection: Partial<ExportSelection> = {}, maxSamples?: number) {
  let text = '';
  const signal = new AbortController().signal;
  for await (const chunk of exportOpenMetrics(queryable, { ...EVERYTHING, ...selection }, signal, maxSamples))
    text += chunk;
  expect(queryable.openQueriers).toBe(0);
  return text;
}

describe('exporting', () => {
  it('writes families in order of their names, each with what is known of it', async () => {
    const store = new MemoryQueryable(
      [
        series({ __name__: 'up', job: 'a' }, [[1_500, 1]]),
        series({ __name__: 'h_bucket', le: '+Inf' }, [[1_000, 3]]),
        series({ __name__: 'requests_total' }, [
          [1_000, 7],
          [2_250, -0],
        ]),
        series({ __name__: 'h_count' }, [[1_000, 3]]),
        series({ __name__: 'odd.name', 'a b': 'x"\\\ny' }, [[1_000, 1e21]]),
      ],
      [counter('requests_total'), { metric: 'h', type: 'histogram', help: '', unit: '' }],
    );
    expect(await textOf(store)).toBe(
      `# TYPE h histogram
h_bucket{le="+Inf"} 3 1
h_count 3 1
# TYPE "odd.name" unknown
{"odd.name","a b"="x\\"\\\\\\ny"} 1e+21 1
# TYPE requests counter
# HELP requests Help of \\"requests_total\\".
requests_total 7 1
requests_total -0 2.25
# TYPE up unknown
up{job="a"} 1 1.5
# EOF
`,
    );
  });

  it('writes infinities, NaN, and NaN for staleness markers', async () => {
    const one = series({ __name__: 'm' }, [
      [1, Infinity],
      [2, -Infinity],
      [3, NaN],
      [4, 0],
    ]);
    writeStale(one.values, 3);
    expect(await textOf(new MemoryQueryable([one]))).toBe(
      '# TYPE m unknown\nm +Inf 0.001\nm -Inf 0.002\nm NaN 0.003\nm NaN 0.004\n# EOF\n',
    );
  });

  it('gives a series that several selectors match once, and only the interval', async () => {
    const store = new MemoryQueryable([
      series({ __name__: 'm', a: '1' }, [
        [1_000, 1],
        [2_000, 2],
        [3_000, 3],
      ]),
      series({ __name__: 'm', a: '2' }, [[2_000, 1]]),
      series({ __name__: 'other' }, [[2_000, 1]]),
    ]);
    const matcherSets = [
      [{ name: 'a', operator: '=', value: '1' }],
      [{ name: '__name__', operator: '=', value: 'm' }],
    ] as const;
    const text = await textOf(store, { matcherSets, startMs: 2_000, endMs: 2_999 });
    expect(text).toBe('# TYPE m unknown\nm{a="1"} 2 2\nm{a="2"} 1 2\n# EOF\n');
    expect(await textOf(store, { fromFamily: 'n', startMs: 2_000 })).toBe('# TYPE other unknown\nother 1 2\n# EOF\n');
  });

  it('never reads more at a time than it may, and every series whole and in order', async () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      series(
        {
          __name__: `m${i % 2}`,
          pod: `p.${i % 75}`,
          ...(i % 3 > 0 && { zone: String(i % 3) }),
          ...(i % 4 > 0 && { i: String(i % 4) }),
        },
        Array.from({ length: i === 7 ? 500 : 10 }, (_sample, at) => [at * 1_000 + i, i * at] as const),
      ),
    );
    const store = new MemoryQueryable(many);
    const text = await textOf(store, {}, 64);
    expect(store.largest).toBeLessThanOrEqual(64);
    const copy = new RecordingStore();
    const chunk = {
      format: 'openmetrics',
      body: new TextEncoder().encode(text),
      firstLine: 1,
      skipErrors: false,
    } as const;
    const { refused } = await createImporter({ appendable: copy }).take(chunk);
    expect(Object.values(refused).every((count) => count === 0)).toBe(true);
    const found = copy.committed.map(([, name, time, value]) => `${name} ${time} ${value}`);
    const want = many.flatMap(({ labels, timestamps, values }) =>
      Array.from(timestamps, (time, at) => `${formatLabels(labels)} ${time} ${values[at]}`),
    );
    expect(found.sort()).toEqual(want.sort());
    // No series is left and taken up again.
    const runs = copy.committed.filter(([, name], at) => name !== copy.committed[at - 1]?.[1]);
    expect(runs.length).toBeLessThanOrEqual(many.length);
  });
});
