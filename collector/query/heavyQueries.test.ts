import { describe, expect, it } from 'vitest';
import { QueryAbortedError } from '@/collector/storage/storage';
import { HeavyQueries } from './heavyQueries';

const NEVER = new AbortController().signal;
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('HeavyQueries', () => {
  it('lets so many run at once, and the others in order', async () => {
    const gate = new HeavyQueries(2);
    const entered: number[] = [];
    const passes = [0, 1, 2, 3].map((i) => {
      const pass = gate.pass();
      void pass.acquire(NEVER).then(() => entered.push(i));
      return pass;
    });
    await settle();
    expect(entered).toEqual([0, 1]);
    passes[1]?.release();
    passes[1]?.release();
    await settle();
    expect(entered).toEqual([0, 1, 2]);
    passes[0]?.release();
    await settle();
    expect(entered).toEqual([0, 1, 2, 3]);
  });

  it('asks once for a query, and gives nothing back that was not held', async () => {
    const gate = new HeavyQueries(1);
    const first = gate.pass();
    await first.acquire(NEVER);
    await first.acquire(NEVER);
    gate.pass().release();
    const abort = new AbortController();
    const second = gate.pass();
    const waiting = second.acquire(abort.signal);
    abort.abort();
    await expect(waiting).rejects.toBeInstanceOf(QueryAbortedError);
    second.release();
    first.release();
    await gate.pass().acquire(NEVER);
  });
});
