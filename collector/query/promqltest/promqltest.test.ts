import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runScript } from './run';

const OWN = new URL('../testdata/', import.meta.url);

describe('own scripts', () => {
  it.each(readdirSync(OWN).filter((name) => name.endsWith('.test')))('%s', async (name) => {
    const outcomes = await runScript(readFileSync(new URL(name, OWN), 'utf8'));
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.filter(({ complaint }) => complaint !== undefined)).toEqual([]);
  });
});
