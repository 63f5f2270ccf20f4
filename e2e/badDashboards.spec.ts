import { expect } from '@playwright/test';
import { ADMIN } from './fixtures/admin';
import { test } from './fixtures/belvedere';
import { classicDashboard } from './pages/classicPanel';
import { collectComplaints } from './pages/complaints';
import { EditableDashboard } from './pages/editDashboard';
import { signIn } from './pages/signIn';

const SCRIPT = `<img src=x onerror="alert('ran')"><script>alert('ran')</script>`;

/** Each is JSON that no dashboard should be. It opens all the same, and what can be drawn is. */
const HOSTILE: readonly (readonly [name: string, json: object])[] = [
  ['wrong-types', { panels: 'many', templating: 7, time: ['now'], tags: { a: 1 }, refresh: {}, annotations: 'none' }],
  [
    'wrong-panels',
    { panels: [null, 5, 'text', [], { type: 9, targets: 'up', gridPos: 'left', options: [] }, fine(7)] },
  ],
  ['duplicate-ids', { panels: [fine(1), { ...fine(1), title: 'Twin' }, { ...fine(1), title: 'Triplet' }] }],
  ['no-grid', { panels: [1, 2, 3].map((id) => ({ ...fine(id), gridPos: undefined })) }],
  ['wild-grid', { panels: [{ ...fine(1), gridPos: { x: -5, y: 1e12, w: 99999, h: -1 } }] }],
  ['unknown-type', { panels: [fine(1), { ...fine(2), title: 'Strange', type: 'vendor-panel' }] }],
  [
    'unknown-source',
    { panels: [fine(1), { ...fine(2), title: 'Strange', datasource: { type: 'loki', uid: 'nowhere' } }] },
  ],
  ['circle', { panels: [fine(1)], templating: { list: [needs('a', 'b'), needs('b', 'a')] } }],
];

for (const [name, json] of HOSTILE) {
  test(`${name}: opens, and the rest draws`, async ({ page, api }) => {
    const complaints = collectComplaints(page);
    const uid = `bad-${name}`;
    await api.save({ uid, title: uid, schemaVersion: 39, time: { from: 'now-15m', to: 'now' }, ...json });
    const view = new EditableDashboard(page);
    await view.open(`/d/${uid}`);
    await expect(page.getByRole('heading', { level: 1, name: uid })).toBeVisible();
    if (JSON.stringify(json).includes('"title":"Fine"')) await expect(view.panel('Fine').first()).toBeVisible();
    for (const panel of await view.panel('Fine').all())
      await expect(panel).toHaveAttribute('data-panel-state', 'ready');
    expect(complaints).toEqual([]);
  });
}

test('a circle of variables is named', async ({ page, api }) => {
  const uid = 'bad-circle-named';
  const list = [needs('a', 'b'), needs('b', 'a')];
  await api.save({
    ...classicDashboard(uid, [{ title: 'Fine', type: 'stat', expr: 'count(up)' }]),
    templating: { list },
  });
  await signIn(page, ADMIN, `/d/${uid}`);
  await new EditableDashboard(page).untilReady();
  await expect(page.getByRole('note', { name: 'Problem of a' })).toHaveText('$a → $b → $a: they need each other');
});

test('scripts in every text stay texts', async ({ page, api }) => {
  const complaints = collectComplaints(page);
  const uid = 'bad-scripts';
  const panel = {
    ...fine(1),
    title: SCRIPT,
    description: SCRIPT,
    links: [{ title: SCRIPT, url: `javascript:alert('link')` }],
    fieldConfig: {
      defaults: {
        displayName: SCRIPT,
        unit: SCRIPT,
        noValue: SCRIPT,
        links: [{ title: SCRIPT, url: 'javascript:alert(1)' }],
      },
    },
  };
  const custom = { name: 'v', label: SCRIPT, type: 'custom', query: SCRIPT, current: { text: SCRIPT, value: SCRIPT } };
  await api.save({
    uid,
    title: SCRIPT,
    description: SCRIPT,
    tags: [SCRIPT.slice(0, 90)],
    schemaVersion: 39,
    time: { from: 'now-15m', to: 'now' },
    links: [{ type: 'link', title: SCRIPT, url: `javascript:alert('link')`, tooltip: SCRIPT }],
    templating: { list: [custom] },
    panels: [
      panel,
      { ...panel, id: 2, type: 'table' },
      { id: 3, type: 'row', title: SCRIPT, collapsed: true, panels: [] },
    ],
  });
  await signIn(page, ADMIN, `/d/${uid}`);
  const view = new EditableDashboard(page);
  await view.untilReady();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<img src=x');
  await expect(page.locator('main img[src="x"], main script, [onerror]')).toHaveCount(0);
  await expect(page.locator('a[href^="javascript:" i]')).toHaveCount(0);
  for (const editview of ['settings', 'variables', 'links', 'json-model', 'versions']) {
    await page.goto(`/d/${uid}?editview=${editview}`);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  }
  await page.goto('/dashboards?query=onerror');
  await expect(page.getByRole('table').getByRole('link', { name: SCRIPT.slice(0, 20) })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('ten thousand panels are refused or opened, never a dead page', async ({ page, api }) => {
  test.setTimeout(120_000);
  const panels = Array.from({ length: 10_000 }, (_, index) => ({ ...fine(index + 1), title: `Panel ${index + 1}` }));
  const saved = await api.request('POST', '/api/dashboards/db', {
    dashboard: { ...classicDashboard('bad-many', []), panels },
    overwrite: true,
  });
  if (saved.status !== 200) {
    expect(saved.status).toBe(400);
    expect(saved.body['message']).toMatch(/panels/);
    return;
  }
  const complaints = collectComplaints(page);
  await page.goto('/d/bad-many');
  const view = new EditableDashboard(page);
  await view.untilReady(60_000);
  await view.expectPanel('Panel 1', 'ready');
  expect(complaints).toEqual([]);
});

test('broken JSON is refused on import, with line and column', async ({ page }) => {
  await signIn(page, ADMIN, '/dashboard/import');
  const text = page.getByLabel('Or paste JSON');
  const read = page.getByRole('button', { name: 'Continue' });
  for (const [given, said] of [
    ['{"title": "Cut off",\n "panels": [', /line 2/i],
    ['{"title": "Comma",}', /line 1/i],
    ['[1, 2, 3]', /dashboard|object/i],
    ['"only a text"', /dashboard|object/i],
  ] as const) {
    await text.fill(given);
    await read.click();
    await expect(page.getByRole('main').getByRole('alert').filter({ hasText: said })).toBeVisible();
    const again = page.getByRole('button', { name: 'Start again' });
    if (await again.isVisible()) await again.click();
  }
});

test('a save against a newer version is stopped; both can be had', async ({ page, api, browser, baseURL }) => {
  const uid = `conflict-${Date.now().toString(36)}`;
  await api.save(classicDashboard(uid, [{ title: 'Fine', type: 'stat', expr: 'count(up)' }]));
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const [mine, theirs] = [new EditableDashboard(page), new EditableDashboard(await context.newPage())];
  for (const board of [mine, theirs]) {
    await signIn(board.page, ADMIN, `/d/${uid}`);
    await board.untilReady();
    await board.startEditing();
  }
  await theirs.setTitle(`${uid} of theirs`);
  await mine.setTitle(`${uid} of mine`);
  await theirs.save();
  await page.getByRole('button', { name: 'Save dashboard' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'There is a newer version' })).toContainText('Version 2 was saved');
  expect((await api.dashboard(uid))['title']).toBe(`${uid} of theirs`);
  await dialog.getByRole('button', { name: 'Overwrite' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(async () => (await api.dashboard(uid))['title']).toBe(`${uid} of mine`);
  const { body } = await api.request('GET', `/api/dashboards/uid/${uid}/versions`);
  expect(JSON.stringify(body).match(/"version":\d/g)?.length).toBeGreaterThanOrEqual(3);
  await context.close();
});

test('a lost connection keeps the draft, also across a reload', async ({ page, api }) => {
  const uid = `offline-${Date.now().toString(36)}`;
  await api.save(classicDashboard(uid, [{ title: 'Fine', type: 'stat', expr: 'count(up)' }]));
  await signIn(page, ADMIN, `/d/${uid}`);
  const board = new EditableDashboard(page);
  await board.untilReady();
  await board.startEditing();
  await board.setTitle('Written on a train');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Save dashboard' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save dashboard' });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Your changes are kept in this browser');
  await expect(dialog.getByRole('button', { name: 'Try again' })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(board.unsaved).toBeVisible();
  await page.context().setOffline(false);
  page.once('dialog', (leave) => void leave.accept());
  await page.reload();
  await board.untilReady();
  await expect(page.getByText(/^Unsaved changes from/)).toBeVisible();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(board.unsaved).toBeVisible();
  await board.save();
  expect((await api.dashboard(uid))['title']).toBe('Written on a train');
});

function fine(id: number): object {
  return {
    id,
    title: 'Fine',
    type: 'stat',
    gridPos: { x: (id % 3) * 8, y: Math.floor(id / 3) * 4, w: 8, h: 4 },
    targets: [{ refId: 'A', expr: 'count(up)' }],
  };
}

function needs(name: string, other: string): object {
  return { name, type: 'query', refresh: 1, query: `label_values(up{job="$${other}"}, job)`, current: {} };
}
