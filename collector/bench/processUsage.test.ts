import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { canMeasureProcesses, cpuSecondsOfTree, memoryOfTree } from './processUsage';

const BUSY_SECONDS = 0.3;
/** Uses the CPU for a while, says so, and waits for its end. */
const BUSY = `
  while (process.cpuUsage().user < ${BUSY_SECONDS * 1e6}) for (let i = 0; i < 1e6; i++);
  process.stdout.write('done');
  setInterval(() => {}, 1000);`;
/** Has a child that is busy and ends, and says so. */
const PARENT = `
  require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(BUSY.replace(/setInterval.*/, ''))}]);
  process.stdout.write('done');
  setInterval(() => {}, 1000);`;

describe.skipIf(!canMeasureProcesses)('what processes use', () => {
  it.each([
    ['of its own', BUSY],
    ['of a child that has ended', PARENT],
  ])(
    'counts CPU time %s',
    async (_, program) => {
      const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
      try {
        await once(child.stdout, 'data');
        const seconds = cpuSecondsOfTree(Number(child.pid));
        expect(seconds).toBeGreaterThan(BUSY_SECONDS * 0.9);
        expect(seconds).toBeLessThan(BUSY_SECONDS + 10);
        expect(cpuSecondsOfTree(process.pid)).toBeGreaterThan(seconds);
        expect(memoryOfTree(Number(child.pid))).toBeGreaterThan(5e6);
      } finally {
        child.kill('SIGKILL');
      }
    },
    60_000,
  );

  it('is nothing for a process that is gone', () => {
    expect(cpuSecondsOfTree(2 ** 30)).toBe(0);
    expect(memoryOfTree(2 ** 30)).toBe(0);
  });
});
