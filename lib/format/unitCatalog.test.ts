import { expect, it } from 'vitest';
import { UNIT_CATEGORIES, unitName } from './unitCatalog';
import { UNIT_IDS } from './units';

const listed = UNIT_CATEGORIES.flatMap(({ units }) => units);

it('lists every unit exactly once, with a name', () => {
  expect(listed.map(({ id }) => id).sort()).toEqual(UNIT_IDS.filter((id) => id !== '').sort());
  for (const { id, name } of listed) expect(name, id).not.toBe('');
});

it('gives no two units of a category the same name', () => {
  for (const { name, units } of UNIT_CATEGORIES) {
    expect(new Set(units.map((unit) => unit.name)).size, name).toBe(units.length);
  }
});

it('calls free text by itself', () =>
  expect([unitName('percent'), unitName('req')]).toEqual(['Percent (0-100)', 'req']));
