import { describe, expect, it } from 'vitest';
import { RecordingStore } from './recordingStore';
import { createRemoteWriteReceiver } from './remoteWrite';
import { encodeBody, labelPairs } from './writeRequestTestKit';
import { encodeBodyV2 } from './writeRequestV2TestKit';

const BUCKET = { __name__: 'a_bucket', job: 'j', le: '1' };
const SERIES = 'a_bucket{job="j", le="1"}';

function open(): { store: RecordingStore; write: ReturnType<typeof createRemoteWriteReceiver>['write'] } {
  const store = new RecordingStore();
  return { store, write: createRemoteWriteReceiver({ appendable: store }).write };
}

function exemplar(timestamp: number, trace = 'x') {
  return { timestamp, value: 0.5, labels: { trace_id: trace } };
}

describe('exemplars of remote write', () => {
  it('come beside samples, or as Prometheus sends them: as a series of its own', async () => {
    const { store, write } = open();
    const ofVersion1 = { ...exemplar(7), labels: labelPairs({ trace_id: 'x' }) };
    const result = await write(
      encodeBody({
        timeseries: [
          { labels: labelPairs(BUCKET), samples: [{ timestamp: 9, value: 3 }] },
          { labels: labelPairs(BUCKET), exemplars: [ofVersion1, { ...ofVersion1, timestamp: 8 }] },
        ],
      }),
    );
    expect(result).toMatchObject({ written: { samples: 1, exemplars: 2 }, rejection: undefined });
    const both = await write(
      encodeBodyV2({ labels: BUCKET, samples: [{ timestamp: 19, value: 3 }], exemplars: [exemplar(17)] }),
      2,
    );
    expect(both.written).toEqual({ samples: 1, histograms: 0, exemplars: 1 });
    expect(store.exemplars).toEqual(
      [7, 8, 17].map((timestampMs) => [SERIES, { labels: ['trace_id', 'x'], value: 0.5, timestampMs }]),
    );
    expect(store.seriesCalls).toBe(1);
  });

  it('are counted when the store refuses them; only version 2 is told', async () => {
    const { write } = open();
    const { labels, ...rest } = exemplar(6);
    const late = { timeseries: [{ labels: labelPairs(BUCKET), exemplars: [{ ...rest, labels: labelPairs(labels) }] }] };
    await write(encodeBodyV2({ labels: BUCKET, exemplars: [exemplar(7)] }), 2);
    expect(await write(encodeBody(late))).toMatchObject({
      written: { exemplars: 0 },
      refusedExemplars: 1,
      rejection: undefined,
    });
    expect(await write(encodeBodyV2({ labels: BUCKET, exemplars: [exemplar(6), exemplar(8)] }), 2)).toMatchObject({
      written: { exemplars: 1 },
      refusedExemplars: 1,
      rejection: `out of order exemplar for series ${SERIES}`,
    });
  });

  it('go with a series that is refused, and are refused for labels that are not valid', async () => {
    const { store, write } = open();
    const nameless = await write(encodeBodyV2({ labels: { job: 'j' }, exemplars: [exemplar(7)] }), 2);
    expect(nameless).toMatchObject({ written: { exemplars: 0 }, refusedExemplars: 1 });
    expect(nameless.rejection).toContain('no metric name');
    const long = await write(encodeBodyV2({ labels: BUCKET, exemplars: [exemplar(7, 'x'.repeat(5000))] }), 2);
    expect(long.rejection).toContain('longer than 4096 bytes');
    expect(store.exemplars).toEqual([]);
  });

  it('find their series again when the store has forgotten it', async () => {
    const { store, write } = open();
    await write(encodeBodyV2({ labels: BUCKET, exemplars: [exemplar(7)] }), 2);
    store.forgetSeries();
    expect((await write(encodeBodyV2({ labels: BUCKET, exemplars: [exemplar(8)] }), 2)).written.exemplars).toBe(1);
  });

  it('keep to their series where a request goes over several turns', async () => {
    const { store, write } = open();
    const series = Array.from({ length: 3 }, (_, number) => ({
      labels: { __name__: `m${number}` },
      samples: Array.from({ length: 4000 }, (_, i) => ({ timestamp: i, value: i })),
      exemplars: [exemplar(number + 1)],
    }));
    expect((await write(encodeBodyV2(...series), 2)).written).toEqual({ samples: 12_000, histograms: 0, exemplars: 3 });
    expect(store.exemplars.map(([name, { timestampMs }]) => `${name} ${timestampMs}`)).toEqual([
      'm0 1',
      'm1 2',
      'm2 3',
    ]);
  });
});
