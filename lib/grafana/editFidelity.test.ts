/** Property test: whatever dashboard is edited in whatever way, its JSON says what the editor showed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dashboard, JsonObject } from '@/lib/dashboard/document';
import { RandomEdits, seeded } from '@/lib/dashboard/edit/testing/randomEdit';
import { sameJson } from '@/lib/dashboard/sameJson';
import { readClassic, writeClassic } from './classic';
import { Grafts } from './testing/grafts';
import { objectsOf } from './walk';

const dataFolder = process.env['BELVEDERE_TEST_DATA'];
const folder = dataFolder === undefined ? '' : join(dataFolder, 'dashboards');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

/** Everything but the forms that are kept for writing: those go when an edit contradicts them. */
function meaning(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(meaning);
  const entries = Object.entries(value).filter(([name]) => name !== 'unknown');
  return Object.fromEntries(entries.map(([name, item]) => [name, meaning(item)]));
}

/** The JSON of each panel without its place, by its id. */
function panelTexts(json: JsonObject): ReadonlyMap<unknown, string> {
  const texts = new Map<unknown, string>();
  const visit = (list: readonly JsonObject[]) => {
    for (const { gridPos: _gridPos, panels, ...own } of list) {
      if (own['type'] !== 'row') texts.set(own['id'], JSON.stringify(own));
      visit(objectsOf(panels));
    }
  };
  visit(objectsOf(json['panels']));
  return texts;
}

/** Panels that the edit left alone but whose JSON is another now. */
function disturbed(before: Dashboard, after: Dashboard, json: JsonObject): readonly number[] {
  const known = panelTexts(writeClassic(before));
  const written = panelTexts(json);
  const untouched = Object.values(after.panels).filter((panel) => before.panels[panel.id] === panel);
  return untouched.map(({ id }) => id).filter((id) => written.get(id) !== known.get(id));
}

describe.skipIf(files.length === 0)('edited real dashboards (BELVEDERE_TEST_DATA; skipped when unset)', () => {
  it('are read again as they were shown, and what was not edited is written to the byte as before', () => {
    const next = seeded(11);
    const sources = files
      .filter((_, index) => index % 4 === 0)
      .map((name) => readClassic(JSON.parse(readFileSync(join(folder, name), 'utf8'))).dashboard);
    const edits = new RandomEdits(next);
    const grafts = new Grafts(sources, next);
    for (const source of sources) {
      let dashboard = source;
      for (let round = 0; round < 6; round++) {
        const before = dashboard;
        dashboard = round % 2 === 0 ? edits.apply(before).dashboard : grafts.apply(before);
        const json = writeClassic(dashboard);
        const again = readClassic(JSON.parse(JSON.stringify(json))).dashboard;
        if (!sameJson(meaning(again), meaning(dashboard))) expect(meaning(again)).toEqual(meaning(dashboard));
        expect(disturbed(before, dashboard, json)).toEqual([]);
      }
    }
    expect(sources.length).toBeGreaterThan(40);
  }, 120_000);
});
