import { expect } from '@playwright/test';
import { test } from './fixtures/belvedere';
import { type ClassicPanel, classicDashboard } from './pages/classicPanel';
import { collectComplaints } from './pages/complaints';
import { DashboardPage } from './pages/dashboardPage';

const SCRIPT = `# Hello
<script>window.alert('script')</script>
<img src=x onerror="alert('image')"><svg onload="alert('svg')"></svg>
<a href="javascript:alert('link')">a link</a> and **bold**`;

/** Each of these is to fail alone. */
const PANELS: readonly ClassicPanel[] = [
  { title: 'Fine', type: 'timeseries', expr: 'up' },
  { title: 'Malformed', type: 'timeseries', expr: 'sum by (job) (rate(up[5m])' },
  { title: 'Wrong type', type: 'stat', expr: 'rate(up)' },
  { title: 'Unknown function', type: 'table', expr: 'median(up)', instant: true },
  { title: 'Many to many', type: 'timeseries', expr: 'up * on () up' },
  { title: 'Unknown type', type: 'vendor-starmap-panel', expr: 'up' },
  { title: 'Unknown metric', type: 'timeseries', expr: 'node_cpu_second_total' },
  { title: 'HTML', type: 'text', options: { mode: 'html', content: SCRIPT } },
  { title: 'Markdown', type: 'text', options: { mode: 'markdown', content: SCRIPT } },
  { title: 'Also fine', type: 'stat', expr: 'count(up)' },
];

const UID = 'e2e-errors';
/** For what is there as soon as the panel has its state. */
const SOON = { timeout: 5000 };

test.beforeAll(async ({ api }) => {
  await api.save(classicDashboard(UID, PANELS));
});

test('a panel that fails says where and why, and the others draw', async ({ page }) => {
  const view = new DashboardPage(page);
  await view.open(`/d/${UID}?refresh=5s`);
  const fails = async (title: string, message: RegExp) => {
    const panel = await view.expectPanel(title, 'error');
    await expect.soft(panel).toHaveAttribute('data-panel-message', message, SOON);
    await expect.soft(panel.getByRole('alert')).toContainText(message, SOON);
    await expect.soft(panel.getByRole('button', { name: 'Retry' })).toBeVisible(SOON);
  };
  // Line and column are those of the expression.
  await fails('Malformed', /1:27: parse error: .*"\)" is missing/);
  await fails('Wrong type', /1:6: parse error: expected type range vector in call to function "rate"/);
  await fails('Unknown function', /1:1: parse error: unknown function with name "median"/);
  await fails('Many to many', /found duplicate series .*many-to-many matching not allowed/);
  await view.expectPanel('Fine', 'ready');
  await view.expectPanel('Also fine', 'ready');
  await view.untilReady();
});

test('a panel of an unknown type says so, and keeps its settings', async ({ page }) => {
  const view = new DashboardPage(page);
  await view.open(`/d/${UID}`);
  const panel = await view.expectPanel('Unknown type', 'unsupported');
  await expect(panel).toContainText('vendor-starmap-panel');
  await expect(panel).toHaveAttribute('data-panel-message', /vendor-starmap-panel/);
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Download JSON' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.json$/);
});

test('a panel without data says which metric is unknown, and names the nearest', async ({ page }) => {
  const view = new DashboardPage(page);
  await view.open(`/d/${UID}`);
  const panel = await view.expectPanel('Unknown metric', 'empty');
  await expect(panel).toContainText('No metric named node_cpu_second_total');
  await expect(panel).toContainText('node_cpu_seconds_total');
});

test('a script in a text panel does not run', async ({ page }) => {
  const complaints = collectComplaints(page);
  const view = new DashboardPage(page);
  await view.open(`/d/${UID}`);
  for (const title of ['HTML', 'Markdown']) {
    const panel = await view.expectPanel(title, 'ready');
    await expect(panel).toContainText('a link');
    await expect(panel.locator('script, svg[onload], img[onerror]')).toHaveCount(0);
    await expect(panel.locator('a[href^="javascript"]')).toHaveCount(0);
  }
  await expect(view.panel('Markdown').getByRole('heading', { name: 'Hello' })).toBeVisible();
  // Chromium tells of handlers in markup that is parsed only to be cleaned; what ran would show as one of these.
  expect(complaints.filter((complaint) => /^(dialog|uncaught):/.test(complaint))).toEqual([]);
});

test('an address without a dashboard says so', async ({ page }) => {
  const response = await page.goto('/d/there-is-no-such-dashboard');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('link', { name: /dashboards/i }).last()).toBeVisible();
});
