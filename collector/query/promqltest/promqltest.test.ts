import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EngineLimits } from '../engine';
import { type CorpusFile, HEAD, V2_42 } from './corpus';
import { type EvalOutcome, runScript } from './run';

const OWN = new URL('../testdata/', import.meta.url);

describe('own scripts', () => {
  it.each(readdirSync(OWN).filter((name) => name.endsWith('.test')))('%s', async (name) => {
    const outcomes = await runScript(readFileSync(new URL(name, OWN), 'utf8'));
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.filter(({ complaint }) => complaint !== undefined)).toEqual([]);
  });
});

const corpus =
  process.env['BELVEDERE_TEST_DATA'] && join(process.env['BELVEDERE_TEST_DATA'], 'bench/corpus/promqltest');

describe.each<[string, Readonly<Record<string, CorpusFile>>, Partial<EngineLimits>]>([
  ['head', HEAD, { delayedNameRemoval: true }],
  ['v2.42', V2_42, { lookbackDeltaMs: 300_001 }],
])('scripts of Prometheus %s', (set, files, limits) => {
  const folder = corpus && join(corpus, set);
  if (!folder || !existsSync(folder)) {
    console.log(`skipped: Prometheus' own scripts (${set}); BELVEDERE_TEST_DATA does not name a folder that has them`);
    it.skip('BELVEDERE_TEST_DATA is not set', () => undefined);
    return;
  }

  it('are all known', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(files).sort());
  });

  it.each(Object.entries(files))('%s', async (name, known) => {
    const outcomes = await runScript(readFileSync(join(folder, name), 'utf8'), limits);
    const differs = new Set(Object.values(known.differs ?? {}).flat());
    const failed = outcomes.filter(({ complaint }) => complaint !== undefined);
    expect(failed.filter(({ line, needs }) => needs === undefined && !differs.has(line))).toEqual([]);
    expect(failed.filter(({ line }) => differs.has(line)).length).toBe(differs.size);
    expect(countNeeds(failed)).toEqual(known.needs ?? {});
    expect(outcomes.length - failed.length).toBe(known.passing);
  });
});

function countNeeds(failed: readonly EvalOutcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { needs } of failed) if (needs !== undefined) counts[needs] = (counts[needs] ?? 0) + 1;
  return counts;
}
