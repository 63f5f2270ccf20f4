import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { test } from './fixtures/belvedere';
import { findProgram, missing } from './servers/programs.mjs';

const run = promisify(execFile);
const PROMTOOL = findProgram('promtool') ?? '';

test.beforeEach(() => {
  test.skip(PROMTOOL === '', missing('prometheus'));
});

/** What `promtool query …` prints; it throws when promtool is not content with the answer. */
async function query(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(PROMTOOL, ['query', ...args], { timeout: 20_000 });
  return stdout;
}

test('an instant query answers with the modes of this machine', async ({ collectorUrl }) => {
  const expr = 'sum by (mode) (rate(node_cpu_seconds_total[1m]))';
  await expect(async () => {
    const answer = await query('instant', collectorUrl, expr);
    for (const mode of ['idle', 'iowait', 'system', 'user']) {
      expect(answer).toMatch(new RegExp(`^\\{mode="${mode}"\\} => \\d\\S* @\\[\\d+(\\.\\d+)?\\]$`, 'm'));
    }
  }).toPass({ timeout: 30_000 });
});

test('a range query answers with samples at its steps', async ({ collectorUrl }) => {
  const nowS = Math.floor(Date.now() / 1000);
  const range = ['--start', String(nowS - 10), '--end', String(nowS), '--step', '5s'];
  await expect(async () => {
    const answer = await query('range', ...range, collectorUrl, 'up{job="node"}');
    expect(answer).toContain('up{instance=');
    expect(answer).toContain(`1 @[${nowS}]`);
  }).toPass({ timeout: 30_000 });
});

test('series and labels list what is stored', async ({ collectorUrl }) => {
  await expect(async () => {
    const series = await query('series', '--match', 'node_cpu_seconds_total{mode="user"}', collectorUrl);
    expect(series).toMatch(/__name__="node_cpu_seconds_total".*cpu="0".*job="node".*mode="user"/);
    const jobs = (await query('labels', collectorUrl, 'job')).split('\n');
    expect(jobs).toEqual(expect.arrayContaining(['belvedere', 'node']));
  }).toPass({ timeout: 30_000 });
});

test('a malformed query is refused with its place', async ({ collectorUrl }) => {
  const failure = await query('instant', collectorUrl, 'sum(').catch((error: unknown) => String(error));
  expect(failure).toMatch(/bad_data.*1:5: parse error/s);
});
