import { describe, expect, it } from 'vitest';
import { WindowRetries } from './windowRetries';

const KEY = { tier: 0, class: 0, windowStartMs: 0 };
const OTHER = { ...KEY, windowStartMs: 7_200_000 };

describe('retries of windows', () => {
  it('try a window later and later, and others at once', async () => {
    const retries = new WindowRetries();
    const fail = () => Promise.reject(new Error('no'));
    const tried: number[] = [];
    for (let nowMs = 0; nowMs <= 80_000; nowMs += 1_000) {
      expect(retries.mayTry(OTHER, nowMs)).toBe(true);
      if (!retries.mayTry(KEY, nowMs)) continue;
      tried.push(nowMs);
      await expect(retries.attempt(KEY, nowMs, fail)).rejects.toThrow('no');
    }
    expect(tried).toEqual([0, 10_000, 30_000, 70_000]);
    await retries.attempt(KEY, 150_000, async () => undefined);
    expect(retries.mayTry(KEY, 150_000)).toBe(true);
  });
});
