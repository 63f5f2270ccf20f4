import { describe, expect, it } from 'vitest';
import { openTestStore, selectAll } from '@/collector/storage/testing/testStore';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { createRemoteWriteReceiver } from './remoteWrite';
import { encodeBody, labelPairs, type TestSample } from './writeRequestTestKit';

const START = Date.UTC(2026, 10, 22, 12, 0, 0);

function bodyOf(name: string, samples: readonly TestSample[]): Uint8Array {
  return encodeBody({ timeseries: [{ labels: labelPairs({ __name__: name, job: name }), samples }] });
}

describe('remote write into the store', () => {
  const database = useTestDatabase();

  async function valuesOf(store: Awaited<ReturnType<typeof openTestStore>>, name: string): Promise<number[]> {
    const { series } = await selectAll(store, [{ name: '__name__', operator: '=', value: name }]);
    return series.flatMap(({ values }) => [...values]);
  }

  it('takes a request again whose answer was lost: at once, after its blocks are closed, and after a restart', async () => {
    const clock = { nowMs: START };
    let store = await openTestStore(database(), clock);
    const body = bodyOf('again', [{ timestamp: START, value: 0.1 }]);
    const changed = bodyOf('again', [{ timestamp: START, value: 0.2 }]);
    const expectRetry = async () => {
      const receiver = createRemoteWriteReceiver({ appendable: store });
      const again = await receiver.write(body);
      expect(again).toMatchObject({ appended: 0, rejection: undefined, refused: { duplicate: 0 } });
      await again.durable();
      const other = await receiver.write(changed);
      expect(other).toMatchObject({ appended: 0, refused: { duplicate: 1 } });
      expect(other.rejection).toContain('duplicate sample for timestamp');
      expect(await valuesOf(store, 'again')).toEqual([0.1]);
    };
    await (await createRemoteWriteReceiver({ appendable: store }).write(body)).durable();
    await expectRetry();
    await store.close();
    store = await openTestStore(database(), clock);
    await expectRetry();
    await store.sealNow();
    await expectRetry();
    expect(store.stats().refusedSamples.duplicate).toBe(2);
    await store.close();
  });

  it('tells what was refused by the commit only, because a block closed half way', async () => {
    const clock = { nowMs: START };
    const store = await openTestStore(database(), clock, { outOfOrderWindowMs: 0 });
    const samples = Array.from({ length: 65 }, (_, i) => ({ timestamp: START - 100_000 + i * 1_000, value: i }));
    const late = { timestamp: START - 200_000, value: 1 };
    const result = await createRemoteWriteReceiver({ appendable: store }).write(bodyOf('full', [...samples, late]));
    expect(result).toMatchObject({ appended: 65, refused: { outOfOrder: 1 } });
    expect(result.rejection).toBe('out of order sample (1 refused at commit)');
    await store.close();
  });
});
