import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { type Product, startProduct } from './checks/product.mjs';
import { ADMIN } from './fixtures/admin';
import { test as base } from './fixtures/belvedere';
import { type ClassicJson, DocumentApi } from './fixtures/documentApi';
import { collectComplaints } from './pages/complaints';
import { EditableDashboard } from './pages/editDashboard';
import { PanelEditor } from './pages/panelEditor';
import { signIn } from './pages/signIn';

const CPU = 'CPU by mode';
const SCRAPES = 'What is scraped';

/** With a second Belvedere, which has a database of its own and knows nothing of the first. */
const test = base.extend<{ elsewhere: Product }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first argument
  elsewhere: async ({}, use) => {
    const product = await startProduct({ BELVEDERE_ADMIN_PASSWORD: ADMIN.password });
    await use(product);
    await product.stop();
  },
});

test('a dashboard is built, arranged, saved, edited, restored, and carried to another installation', async ({
  page,
  browser,
  api,
  elsewhere,
}) => {
  test.setTimeout(240_000);
  const complaints = collectComplaints(page);
  const board = new EditableDashboard(page);
  const title = `Journey ${Date.now().toString(36)}`;

  await test.step('sign in and begin', () => begin(page, board, title));
  await test.step('a variable', () => addModeVariable(page, board));
  await test.step('a time series with an override', () => buildTimeSeries(page, board));
  await test.step('a table with a transformation', () => buildTable(page, board));
  await test.step('arrange by drag', () => arrange(board));
  const uid = await test.step('save and reload', () => saveAndReload(page, board));
  const built = await api.dashboard(uid);
  expectWhatWasBuilt(built);
  await test.step('the variable filters', () => chooseMode(page, board));
  await test.step('edit and undo', () => editAndUndo(page, board));
  await test.step('a second version, and back to the first', () => restoreFirst(page, board, title));
  expect(contentOf(await api.dashboard(uid))).toEqual(contentOf(built));

  const file = await test.step('export for others', () => exportForOthers(page, board));
  expect(JSON.parse(file).__inputs).toEqual([expect.objectContaining({ type: 'datasource', pluginId: 'prometheus' })]);
  await test.step('import elsewhere', async () => {
    const context = await browser.newContext({ baseURL: elsewhere.webUrl });
    await importElsewhere(await context.newPage(), file, title, board);
    await context.close();
  });
  expect(contentOf(await new DocumentApi(elsewhere.webUrl, ADMIN).dashboard(uid))).toEqual(contentOf(built));
  expect(complaints).toEqual([]);
});

async function begin(page: Page, board: EditableDashboard, title: string): Promise<void> {
  await signIn(page, ADMIN, '/dashboards');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page
    .getByRole('menuitem', { name: /dashboard/i })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'This dashboard is empty' })).toBeVisible();
  await board.setTitle(title);
  await board.pickRange('Last 15 minutes');
}

async function addModeVariable(page: Page, board: EditableDashboard): Promise<void> {
  await board.openSettings('Variables');
  await page.getByRole('button', { name: 'Add variable' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('mode');
  await page.getByRole('textbox', { name: 'Name' }).press('Tab');
  await page.getByRole('textbox', { name: 'Selector' }).fill('node_cpu_seconds_total');
  await page.getByRole('combobox', { name: 'Label' }).fill('mode');
  await page.getByRole('combobox', { name: 'Label' }).press('Tab');
  await page.getByRole('switch', { name: /^Several values/ }).click();
  await page.getByRole('switch', { name: /^All / }).click();
  await expect(page.getByRole('list', { name: 'Values' })).toContainText('iowait');
  await board.closeSettings();
  await expect(page.getByRole('button', { name: /^mode: / })).toBeVisible();
}

async function buildTimeSeries(page: Page, board: EditableDashboard): Promise<void> {
  await page.getByRole('button', { name: 'Add a panel' }).click();
  const editor = new PanelEditor(page);
  await editor.ask('sum by (mode) (rate(node_cpu_seconds_total{mode=~"$mode"}[1m]))');
  await expect(editor.preview.getByRole('button', { name: 'idle', exact: true })).toBeVisible();
  await editor.setTitle(CPU);
  await editor.overrideUnit('idle', /^Percent \(0.0.1\.0\)/);
  await editor.close();
  await board.expectPanel(CPU, 'ready');
}

async function buildTable(page: Page, board: EditableDashboard): Promise<void> {
  await board.addPanel();
  const editor = new PanelEditor(page);
  await editor.ask('up');
  await editor.asTableOfNow();
  await editor.pickVisualisation('Table');
  await editor.setTitle(SCRAPES);
  await editor.addTransformation('Organize fields');
  await page.getByRole('button', { name: 'Hide field Time' }).click();
  await page.getByRole('textbox', { name: 'New name of job' }).fill('Service');
  await page.keyboard.press('Enter');
  await expect(editor.preview.getByRole('columnheader', { name: 'Service' })).toBeVisible();
  await expect(editor.preview.getByRole('columnheader', { name: 'Time' })).toHaveCount(0);
  await editor.close();
  await board.expectPanel(SCRAPES, 'ready');
}

/** The table goes to the left of the chart, and both become higher. */
async function arrange(board: EditableDashboard): Promise<void> {
  const [chart, table] = [await board.box(CPU), await board.box(SCRAPES)];
  await board.dragPanel(SCRAPES, { x: chart.x - table.x, y: chart.y - table.y });
  await expect.poll(async () => (await board.box(SCRAPES)).y).toBeCloseTo(chart.y, 0);
  await expect.poll(async () => (await board.box(SCRAPES)).x).toBeCloseTo(chart.x, 0);
  const before = await board.box(SCRAPES);
  await board.resizePanel(SCRAPES, { x: 0, y: 90 });
  await expect.poll(async () => (await board.box(SCRAPES)).height).toBeGreaterThan(before.height + 50);
}

async function saveAndReload(page: Page, board: EditableDashboard): Promise<string> {
  const before = [await board.box(CPU), await board.box(SCRAPES)];
  await board.save((dialog) => dialog.getByRole('checkbox', { name: /^Make the current time range/ }).check());
  await expect(page).toHaveURL(/\/d\/[\w-]+\//);
  await page.reload();
  await board.untilReady();
  expect([await board.box(CPU), await board.box(SCRAPES)]).toEqual(before);
  await expectDrawn(board);
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

/** The same on every installation that watches its own machine. */
async function expectDrawn(board: EditableDashboard): Promise<void> {
  const chart = await board.expectPanel(CPU, 'ready');
  const names = chart.getByRole('listitem');
  await expect.poll(async () => (await names.allTextContents()).sort().join(' ')).toMatch(/idle.*iowait.*system.*user/);
  const table = await board.expectPanel(SCRAPES, 'ready');
  await expect(table.getByRole('columnheader', { name: 'Service' })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: 'Time' })).toHaveCount(0);
  await expect(table.getByRole('cell', { name: 'node', exact: true })).toBeVisible();
  await expect(board.panelsIn('error')).toHaveCount(0);
}

function expectWhatWasBuilt(dashboard: ClassicJson): void {
  expect(dashboard).toMatchObject({
    time: { from: 'now-15m', to: 'now' },
    templating: { list: [{ name: 'mode', type: 'query', multi: true, includeAll: true }] },
    panels: expect.arrayContaining([
      expect.objectContaining({
        title: CPU,
        type: 'timeseries',
        fieldConfig: expect.objectContaining({
          overrides: [
            { matcher: { id: 'byName', options: 'idle' }, properties: [{ id: 'unit', value: 'percentunit' }] },
          ],
        }),
      }),
      expect.objectContaining({
        title: SCRAPES,
        type: 'table',
        transformations: [
          expect.objectContaining({
            id: 'organize',
            options: expect.objectContaining({ excludeByName: { Time: true }, renameByName: { job: 'Service' } }),
          }),
        ],
      }),
    ]),
  });
}

async function chooseMode(page: Page, board: EditableDashboard): Promise<void> {
  await page.getByRole('button', { name: /^mode: / }).click();
  await page.getByRole('option', { name: 'iowait', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/var-mode=iowait/);
  const names = board.panel(CPU).getByRole('listitem');
  await expect.poll(async () => (await names.allTextContents()).join(' ')).toMatch(/^\S*iowait\S*$/);
  await page.goBack();
  await expect(page).not.toHaveURL(/var-mode=iowait/);
  await board.untilReady();
}

async function editAndUndo(page: Page, board: EditableDashboard): Promise<void> {
  await board.startEditing();
  const before = await board.box(CPU);
  await board
    .panel(SCRAPES)
    .getByRole('button', { name: `Menu of ${SCRAPES}` })
    .click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(board.panel(SCRAPES)).toHaveCount(0);
  await expect(board.unsaved).toBeVisible();
  await page.getByRole('button', { name: /^Undo: / }).click();
  await expect(board.panel(SCRAPES)).toBeVisible();
  await expect(board.unsaved).toHaveCount(0);
  await expect.poll(() => board.box(CPU)).toEqual(before);
}

async function restoreFirst(page: Page, board: EditableDashboard, title: string): Promise<void> {
  await board.setTitle(`${title}, changed`);
  await board.save((dialog) => dialog.getByRole('textbox', { name: /^What changed/ }).fill('Another title'));
  await board.openSettings('Versions');
  const versions = page.getByRole('list', { name: 'Versions' });
  await expect(versions).toContainText('Another title');
  await page.getByRole('button', { name: 'Restore version 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText('Version 1 is back, as version 3.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Title of the dashboard' })).toHaveValue(title);
  await page.getByRole('button', { name: 'Exit edit mode' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
}

async function exportForOthers(page: Page, board: EditableDashboard): Promise<string> {
  await page.getByRole('button', { name: 'Menu of the dashboard' }).click();
  await page.getByRole('menuitem', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: /^Share / });
  await dialog.getByRole('tab', { name: /Export|JSON/ }).click();
  await dialog.getByText('For others', { exact: true }).click();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /Download/ }).click();
  const path = await (await download).path();
  await page.keyboard.press('Escape');
  await board.untilReady();
  return readFile(path, 'utf8');
}

async function importElsewhere(page: Page, file: string, title: string, original: EditableDashboard): Promise<void> {
  const complaints = collectComplaints(page);
  await signIn(page, ADMIN, '/dashboard/import');
  const chosen = { name: 'journey.json', mimeType: 'application/json', buffer: Buffer.from(file) };
  await page.getByLabel('Dashboard files').setInputFiles(chosen);
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(title);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  // A single dashboard opens by itself.
  await page.waitForURL(/\/d\//);
  const copy = new EditableDashboard(page);
  await copy.untilReady();
  await expectDrawn(copy);
  for (const panel of [CPU, SCRAPES]) {
    const { width, height, x } = await copy.box(panel);
    const before = await original.box(panel);
    expect({ width, height, x }).toEqual({ width: before.width, height: before.height, x: before.x });
  }
  expect(complaints).toEqual([]);
}

/**
 * A dashboard without what belongs to one save, without the source that the import asked for, and without the values
 * chosen here, which a shared export leaves out.
 */
function contentOf({ id: _id, version: _version, ...content }: ClassicJson): unknown {
  return JSON.parse(
    JSON.stringify(content, (key, value) => {
      if (key === 'datasource') return undefined;
      return (key === 'current' || key === 'options') && Object.keys(value).length === 0 ? undefined : value;
    }),
  );
}
