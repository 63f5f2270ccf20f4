import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { TooManySamplesError } from '../storage';
import { appendRow, metricIs, openTestStore } from '../testing/testStore';

const START = Date.UTC(2026, 10, 22, 10, 0, 0);

describe('select', () => {
  const database = useTestDatabase();

  it.each([
    ['open blocks', false],
    ['sealed pages', true],
  ])('refuses more samples than are wanted before it decodes them: %s', async (_name, sealed) => {
    const clock = { nowMs: START };
    const store = await openTestStore(database(), clock);
    const metric = sealed ? 'sealed' : 'open';
    for (let row = 0; row < 20; row++) appendRow(store, START + row * 1_000, [{ __name__: metric }], () => row);
    if (sealed) await store.sealNow();
    const select = (maxSamples: number) => {
      const querier = store.querier(START, START + 60_000);
      const hints = { stepMs: 0, rangeMs: 0, func: '', maxSamples };
      return querier.select(metricIs(metric), hints, new AbortController().signal).finally(() => querier.close());
    };
    expect((await select(20)).series[0]?.values.length).toBe(20);
    await expect(select(19)).rejects.toEqual(new TooManySamplesError(20));
    await store.close();
  });
});
