import { describe, expect, it } from 'vitest';
import { QueryAbortedError } from '@/collector/storage/storage';
import { HeavyQueries } from './heavyQueries';

const NEVER = new AbortController().signal;
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('HeavyQueries', () => {
  it('lets so many run at once, and the others in order', async () => {
    const gate = new HeavyQueries(2, 100);
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
    const gate = new HeavyQueries(1, 100);
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

  it('waits while results that are not let go of hold too much', async () => {
    const gate = new HeavyQueries(2, 100);
    const letGo: (() => void)[] = [];
    const done = async (bytes: number) => {
      const pass = gate.pass();
      await pass.acquire(NEVER);
      pass.finish(bytes, new Promise((resolve) => letGo.push(resolve)));
      pass.release();
    };
    await done(60);
    await done(60);
    let entered = 0;
    const waiting = [gate.pass(), gate.pass()].map((pass) => pass.acquire(NEVER).then(() => entered++));
    await settle();
    expect(entered).toBe(0);
    letGo[0]?.();
    await Promise.all(waiting);
    letGo[1]?.();
    await settle();
    expect(entered).toBe(2);
  });

  it('gives a place back at once when nobody keeps the result, or the query was light', async () => {
    const gate = new HeavyQueries(1, 100);
    for (let i = 0; i < 3; i++) {
      const pass = gate.pass();
      await pass.acquire(NEVER);
      pass.finish(1000, undefined);
    }
    gate.pass().finish(1000, new Promise(() => undefined));
    await gate.pass().acquire(NEVER);
  });
});
