import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const APP = fileURLToPath(new URL('.', import.meta.url));

/** Pages that everybody may see. */
const OPEN = ['login/page.tsx'];

const pages = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('page.tsx'));
const guarded = pages.filter((file) => !OPEN.includes(file)).sort();

it('finds pages', () => {
  expect(pages).toEqual(expect.arrayContaining(['page.tsx', 'users/page.tsx', ...OPEN]));
});

// Next renders pages only within a server of its own; what can be seen from here is that each asks, by one of these.
it.each(guarded)('%s asks who may look', (file) => {
  expect(readFileSync(join(APP, file), 'utf8')).toMatch(/\b(visitorPage|currentVisitor|loadDashboard|loadHome)\b\(?/);
});
