import { describe, expect, it } from 'vitest';
import { StorageUnavailableError } from '@/collector/storage/storage';
import { RecordingStore } from './recordingStore';
import { createRemoteWriteReceiver } from './remoteWrite';
import { encodeBody, encodeProtobuf, labelPairs, type TestSample, withStaleMarker } from './writeRequestTestKit';
import { encodeBodyV2 } from './writeRequestV2TestKit';

type Labels = Readonly<Record<string, string>>;

const UP = { __name__: 'up', instance: 'h:1', job: 'node' };

function bodyOf(...series: readonly (readonly [labels: Labels, ...samples: TestSample[]])[]): Uint8Array {
  return encodeBody({ timeseries: series.map(([labels, ...samples]) => ({ labels: labelPairs(labels), samples })) });
}

function at(timestamp: number, value: number): TestSample {
  return { timestamp, value };
}

describe('remote write', () => {
  it('writes each job and instance as a cohort of its own', async () => {
    const store = new RecordingStore();
    const other = { __name__: 'up', instance: 'h:2', job: 'node' };
    const result = await createRemoteWriteReceiver({ appendable: store }).write(
      bodyOf([UP, at(1000, 1), at(2000, 0)], [other, at(1500, 1)], [{ __name__: 'plain' }, at(1, 2)]),
    );
    expect(store.committed).toEqual([
      ['node/h:1/push', 'up{instance="h:1", job="node"}', 1000, 1],
      ['node/h:1/push', 'up{instance="h:1", job="node"}', 2000, 0],
      ['node/h:2/push', 'up{instance="h:2", job="node"}', 1500, 1],
      ['//push', 'plain', 1, 2],
    ]);
    expect(result).toMatchObject({ appended: 4, rejection: undefined });
    await result.durable();
  });

  it('sorts labels and leaves out empty ones', async () => {
    const store = new RecordingStore();
    await createRemoteWriteReceiver({ appendable: store }).write(
      bodyOf([{ job: 'j', b: '2', __name__: 'm', a: '', Z: '☕' }, at(1, 1)]),
    );
    expect(store.committed).toEqual([['j//push', 'm{Z="☕", b="2", job="j"}', 1, 1]]);
  });

  it('keeps special values; a staleness marker is one by its bits only', async () => {
    const store = new RecordingStore();
    const receiver = createRemoteWriteReceiver({ appendable: store });
    const samples = [at(1, Number.POSITIVE_INFINITY), at(2, -0), at(3, Number.NaN), at(-4, 5e-324)].sort(
      (a, b) => a.timestamp - b.timestamp,
    );
    await receiver.write(bodyOf([UP, ...samples]));
    const marked = { timeseries: [{ labels: labelPairs(UP), samples: [at(9, Number.NaN)] }] };
    await receiver.write(withStaleMarker(encodeProtobuf(marked)));
    expect(store.committed.map(([, , timestamp, value]) => [timestamp, value])).toEqual([
      [-4, 5e-324],
      [1, Number.POSITIVE_INFINITY],
      [2, -0],
      [3, Number.NaN],
      [9, 'stale'],
    ]);
  });

  it('asks for a series once, and again when the store has forgotten it', async () => {
    const store = new RecordingStore();
    const receiver = createRemoteWriteReceiver({ appendable: store });
    for (let i = 1; i <= 3; i++) await receiver.write(bodyOf([UP, at(i, i)]));
    expect(store.seriesCalls).toBe(1);
    store.forgetSeries();
    const result = await receiver.write(bodyOf([UP, at(4, 4), at(5, 5)]));
    expect(store.seriesCalls).toBe(2);
    expect(result).toMatchObject({ appended: 2, rejection: undefined });
  });

  it('remembers no more series than it may', async () => {
    const store = new RecordingStore();
    const receiver = createRemoteWriteReceiver({ appendable: store, maxRememberedSeries: 4 });
    for (let i = 0; i < 10; i++) await receiver.write(bodyOf([{ ...UP, n: String(i) }, at(1, 1)]));
    await receiver.write(bodyOf([{ ...UP, n: '9' }, at(2, 1)]));
    expect(store.seriesCalls).toBe(10);
    await receiver.write(bodyOf([{ ...UP, n: '0' }, at(2, 1)]));
    expect(store.seriesCalls).toBe(11);
  });

  it('takes the rest when some samples are refused, and tells the first reason', async () => {
    const store = new RecordingStore((labels) => (labels.includes('full') ? 'seriesLimit' : undefined));
    const result = await createRemoteWriteReceiver({ appendable: store }).write(
      bodyOf(
        [UP, at(2000, 1), at(1000, 1), at(2000, 2), at(3000, 1)],
        [{ __name__: 'full', job: 'node' }, at(1, 1), at(2, 2)],
        [{ job: 'nameless' }, at(1, 1)],
        [{ __name__: 'after' }, at(1, 1)],
      ),
    );
    expect(result.appended).toBe(3);
    expect(result.refused).toMatchObject({
      outOfOrder: 1,
      duplicate: 1,
      tooOld: 0,
      tooFarAhead: 0,
      seriesLimit: 2,
      invalidLabels: 1,
      nativeHistogram: 0,
    });
    expect(result.rejection).toBe('out of order sample for series up{instance="h:1", job="node"}');
  });

  it('takes a request again that the sender had to repeat', async () => {
    const store = new RecordingStore();
    const receiver = createRemoteWriteReceiver({ appendable: store });
    const body = bodyOf([UP, at(1, 1)]);
    await receiver.write(body);
    expect(await receiver.write(body)).toMatchObject({ rejection: undefined });
  });

  it('passes on that the store is away, so that the sender retries', async () => {
    const store = new RecordingStore();
    store.failure = new StorageUnavailableError('Postgres is away');
    const result = await createRemoteWriteReceiver({ appendable: store }).write(bodyOf([UP, at(1, 1)]));
    await expect(result.durable()).rejects.toBeInstanceOf(StorageUnavailableError);
  });

  it('lets other work go first after 5,000 samples, also within one series, with nothing open meanwhile', async () => {
    const store = new RecordingStore();
    const seen: number[] = [];
    const receiver = createRemoteWriteReceiver({
      appendable: store,
      yieldTurn: () => {
        seen.push(store.committed.length);
        return Promise.resolve();
      },
    });
    const long = Array.from({ length: 7000 }, (_, i) => at(i, i));
    const series = Array.from({ length: 4500 }, (_, i): [Labels, TestSample] => [{ ...UP, n: String(i) }, at(1, i)]);
    const result = await receiver.write(bodyOf([UP, ...long], ...series));
    expect(result.appended).toBe(11_500);
    expect(seen).toEqual([5000, 10_000]);
    expect(store.commits).toBe(3);
  });

  it('takes metadata, with and without samples', async () => {
    const store = new RecordingStore();
    const receiver = createRemoteWriteReceiver({ appendable: store });
    await receiver.write(
      encodeBody({
        metadata: [
          { type: 1, metric_family_name: 'a_total', help: 'Help "x"', unit: 's' },
          { type: 99, metric_family_name: 'b' },
        ],
      }),
    );
    expect(store.metadata).toEqual([
      { type: 'counter', metric: 'a_total', help: 'Help "x"', unit: 's' },
      { type: 'unknown', metric: 'b', help: '', unit: '' },
    ]);
  });

  it('tells that native histograms are not stored, and takes the rest', async () => {
    const series = { labels: labelPairs(UP), samples: [at(1, 1)], histograms: [{ timestamp: 1 }, { timestamp: 2 }] };
    const receiver = createRemoteWriteReceiver({ appendable: new RecordingStore() });
    const result = await receiver.write(encodeBody({ timeseries: [series] }));
    expect(result).toMatchObject({
      appended: 1,
      written: { samples: 1, histograms: 0 },
      refused: { nativeHistogram: 2 },
    });
    expect(result.rejection).toBe('native histograms are not stored yet (2 left out)');
  });

  it('says what is stored: what was there before counts, what was refused does not', async () => {
    const receiver = createRemoteWriteReceiver({ appendable: new RecordingStore() });
    const body = bodyOf([UP, at(2000, 1), at(1000, 1)], [{ job: 'nameless' }, at(1, 1)], [{ __name__: 'b' }, at(1, 1)]);
    for (let sent = 0; sent < 2; sent++) {
      expect((await receiver.write(body)).written).toEqual({ samples: 2, histograms: 0, exemplars: 0 });
    }
  });

  it('counts what it took and what not', async () => {
    const receiver = createRemoteWriteReceiver({ appendable: new RecordingStore() });
    await receiver.write(bodyOf([UP, at(2000, 1), at(1000, 1)], [{ job: 'nameless' }, at(1, 1)]));
    await receiver.write(encodeBodyV2({ labels: UP, samples: [at(3000, 0)], histograms: [{ timestamp: 1 }] }), 2);
    await expect(receiver.write(new Uint8Array([9, 9, 9]))).rejects.toThrow('no snappy block');
    expect(receiver.counters).toMatchObject({
      requests: { v1: 1, v2: 1 },
      unreadableRequests: 1,
      samples: 2,
      refused: { invalidLabels: 1, nativeHistogram: 1, duplicate: 0 },
    });
  });

  it('knows a series of version 2 from requests of version 1', async () => {
    const store = new RecordingStore();
    const receiver = createRemoteWriteReceiver({ appendable: store });
    await receiver.write(bodyOf([UP, at(1000, 1)]));
    await receiver.write(encodeBodyV2({ labels: UP, samples: [at(2000, 0)] }), 2);
    expect(store.seriesCalls).toBe(1);
    expect(store.committed.map(([, series, timestamp, value]) => [series, timestamp, value])).toEqual([
      ['up{instance="h:1", job="node"}', 1000, 1],
      ['up{instance="h:1", job="node"}', 2000, 0],
    ]);
  });

  it('takes the metadata of a series once, under the name of its family', async () => {
    const store = new RecordingStore();
    const receiver = createRemoteWriteReceiver({ appendable: store });
    const bucket = { __name__: 'lag_seconds_bucket', le: '1' };
    for (const [timestamp, help] of [
      [1, 'Old.'],
      [2, 'Old.'],
      [3, 'New.'],
    ] as const) {
      const metadata = { type: 3, help, unit: 's' };
      await receiver.write(encodeBodyV2({ labels: bucket, samples: [at(timestamp, 1)], metadata }), 2);
    }
    expect(store.metadata).toEqual([
      { metric: 'lag_seconds', type: 'histogram', help: 'Old.', unit: 's' },
      { metric: 'lag_seconds', type: 'histogram', help: 'New.', unit: 's' },
    ]);
  });

  it('rolls back what is open when the store fails', async () => {
    const store = new RecordingStore((labels) => {
      if (labels.includes('bad')) throw new Error('broken store');
      return undefined;
    });
    const receiver = createRemoteWriteReceiver({ appendable: store });
    await expect(receiver.write(bodyOf([UP, at(1, 1)], [{ __name__: 'bad' }, at(1, 1)]))).rejects.toThrow('broken');
    expect(store).toMatchObject({ commits: 0, rollbacks: 2, committed: [] });
  });
});
