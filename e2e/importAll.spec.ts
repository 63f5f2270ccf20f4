import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './fixtures/belvedere';

const FOLDER = join(process.env['BELVEDERE_TEST_DATA'] ?? '', 'dashboards');
const FILES = existsSync(FOLDER) && process.env['BELVEDERE_TEST_DATA'] ? filesOf(FOLDER) : [];

test('every real dashboard imports, and opens as it was', async ({ api }) => {
  test.skip(FILES.length === 0, 'no dashboards to import: BELVEDERE_TEST_DATA names no folder with them');
  test.setTimeout(120_000);
  for (const file of FILES) {
    const given = Object(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
    // Some have the uid of another; each is to be stored.
    const dashboard = { ...given, id: null, uid: uidOf(file), title: `${given.title ?? ''} (${file})` };
    const imported = await api.request('POST', '/api/dashboards/import', { dashboard, overwrite: true });
    expect
      .soft([imported.status, imported.body['imported']], `${file} ${JSON.stringify(imported.body)}`)
      .toEqual([200, true]);
    if (imported.status !== 200) continue;
    const stored = await api.dashboard(uidOf(file));
    expect.soft(stored['title'], file).toBe(dashboard.title);
    expect.soft(lengthOf(stored['panels']), file).toBe(lengthOf(dashboard.panels));
    expect.soft(unanswered(given.__inputs, JSON.stringify(stored)), file).toEqual([]);
  }
});

function filesOf(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json'));
}

function uidOf(file: string): string {
  return `all-${file.replace(/\.json$/, '').replace(/[^\w-]/g, '-')}`.slice(0, 40);
}

/** Inputs for a Prometheus that still stand in the JSON: nobody is asked for those over HTTP. */
function unanswered(inputs: unknown, stored: string): string[] {
  const asked = (Array.isArray(inputs) ? inputs : []).filter(({ pluginId }) => pluginId === 'prometheus');
  const names = asked.map(({ name }) => String(name));
  // A variable of the same name answers too.
  return names.filter((name) => stored.includes(`\${${name}}`) && !stored.includes(`"name":"${name}"`));
}

function lengthOf(panels: unknown): number {
  return Array.isArray(panels) ? panels.length : 0;
}
