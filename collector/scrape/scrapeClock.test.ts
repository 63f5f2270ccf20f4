import { describe, expect, it } from 'vitest';
import { createScrapeClock } from './scrapeClock';

describe('createScrapeClock', () => {
  it('ignores small jumps and follows large ones', () => {
    let wall = 1_000_000;
    let monotonic = 500;
    const jumps: number[] = [];
    const now = createScrapeClock({
      wallMs: () => wall,
      monotonicMs: () => monotonic,
      onReanchor: (by) => jumps.push(by),
    });
    const pass = (ms: number) => {
      wall += ms;
      monotonic += ms;
    };
    expect(now()).toBe(1_000_000);
    pass(1000);
    wall -= 5000;
    expect(now()).toBe(1_001_000);
    wall -= 5001;
    pass(10);
    expect(now()).toBe(991_009);
    expect(jumps).toEqual([-10_001]);
    wall += 3_600_000;
    expect(now()).toBe(991_009 + 3_600_000);
    expect(jumps).toEqual([-10_001, 3_600_000]);
  });
});
