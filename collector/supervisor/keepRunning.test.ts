import { describe, expect, it } from 'vitest';
import { Keeper } from './keepRunning.mjs';

/** Programs that end when the test says so, on a clock that moves by sleeping only. */
class Stage {
  nowMs = 0;
  readonly sleeps: number[] = [];
  readonly said: string[] = [];
  readonly ends: ((how: string) => void)[] = [];
  failures = 0;
  stops = 0;

  readonly keeper = new Keeper(
    'the thing',
    async () => {
      if (this.failures-- > 0) throw new Error('the thing cannot start: no luck');
      let end: (how: string) => void = () => undefined;
      const exited = new Promise<string>((resolve) => {
        end = resolve;
      });
      this.ends.push(end);
      const stop = async () => {
        this.stops++;
        end('by SIGTERM');
      };
      return { exited, stop };
    },
    (line) => this.said.push(line),
    {
      now: () => this.nowMs,
      sleep: async (ms) => {
        this.sleeps.push(ms);
        this.nowMs += ms;
      },
    },
  );

  async crash(how: string): Promise<void> {
    const runs = this.ends.length;
    this.ends.at(-1)?.(how);
    while (this.ends.length === runs) await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('Keeper', () => {
  it('leaves the failure of the first start to the caller', async () => {
    const stage = new Stage();
    stage.failures = 1;
    await expect(stage.keeper.begin()).rejects.toThrow('no luck');
    expect(stage.said).toEqual([]);
  });

  it('starts again what ended, waiting longer each time', async () => {
    const stage = new Stage();
    await stage.keeper.begin();
    for (let n = 0; n < 9; n++) await stage.crash('by SIGKILL');
    expect(stage.sleeps).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000, 4000, 4000]);
    expect(stage.said.slice(0, 2)).toEqual([
      'the thing ended by SIGKILL; starting it again in 0.25 s',
      'the thing runs again',
    ]);
    await stage.keeper.stop();
  });

  it('starts again at once what was ended to that end, however often', async () => {
    const stage = new Stage();
    await stage.keeper.begin();
    for (let n = 0; n < 5; n++) {
      await stage.keeper.restart();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(stage.sleeps).toEqual([0, 0, 0, 0, 0]);
    expect(stage.said).toEqual(Array(5).fill('the thing runs again'));
    await stage.crash('with code 1');
    expect(stage.sleeps.at(-1)).toBe(250);
    await stage.keeper.stop();
  });

  it('is quick again after a long good run', async () => {
    const stage = new Stage();
    await stage.keeper.begin();
    await stage.crash('with code 1');
    await stage.crash('with code 1');
    stage.nowMs += 60_000;
    await stage.crash('with code 1');
    expect(stage.sleeps).toEqual([250, 500, 250]);
    await stage.keeper.stop();
  });

  it('goes on after vain starts, and says why each failed', async () => {
    const stage = new Stage();
    await stage.keeper.begin();
    stage.failures = 2;
    await stage.crash('with code 1');
    expect(stage.said).toEqual([
      'the thing ended with code 1; starting it again in 0.25 s',
      'the thing cannot start: no luck; trying again in 0.5 s',
      'the thing cannot start: no luck; trying again in 1 s',
      'the thing runs again',
    ]);
    await stage.keeper.stop();
  });

  it('does not start again what was stopped', async () => {
    const stage = new Stage();
    await stage.keeper.begin();
    await stage.keeper.stop();
    expect(stage.stops).toBe(1);
    expect(stage.ends).toHaveLength(1);
    expect(stage.said).toEqual([]);
  });
});
