import { describe, expect, it } from 'vitest';
import { BackgroundWork } from './backgroundWork';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function workOf(pieces: (() => Promise<unknown>)[]) {
  const clock = { nowMs: 0 };
  const lines: string[] = [];
  const note = (_: object, message: string) => lines.push(message);
  const logger = { info: note, warn: note, error: note };
  let begun = 0;
  const piece = () => pieces[begun++]?.() ?? Promise.resolve();
  const work = new BackgroundWork('seal', piece, { logger, now: () => clock.nowMs });
  return { work, clock, lines, begun: () => begun };
}

describe('background work', () => {
  it('is one piece at a time', async () => {
    let end: () => void = () => undefined;
    const long = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { work, begun } = workOf([() => long]);
    work.begin();
    work.begin();
    expect(begun()).toBe(1);
    const settled = work.settled();
    end();
    await settled;
    await turn();
    work.begin();
    expect(begun()).toBe(2);
  });

  it('tries again later and later, and says so once until it goes well again', async () => {
    const fail = () => Promise.reject(new Error('away'));
    const { work, clock, lines, begun } = workOf([fail, fail, fail, async () => undefined, fail]);
    const begunAt: number[] = [];
    for (clock.nowMs = 0; clock.nowMs < 12_000; clock.nowMs += 500) {
      const before = begun();
      work.begin();
      await turn();
      if (begun() > before) begunAt.push(clock.nowMs);
      if (begun() === 5) break;
    }
    expect(begunAt).toEqual([0, 1_000, 3_000, 7_000, 7_500]);
    expect(lines).toEqual(['cannot seal; trying again', 'cannot seal; trying again']);
  });

  it('ends without a word when the store closes', async () => {
    const { work, lines } = workOf([
      () => Promise.reject(Object.assign(new Error('closed'), { code: 'store_closed' })),
    ]);
    work.begin();
    await turn();
    expect(lines).toEqual([]);
  });
});
