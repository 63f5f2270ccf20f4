import { expect } from '@playwright/test';
import { ADMIN } from './fixtures/admin';
import { test } from './fixtures/badTargets';
import { DocumentApi } from './fixtures/documentApi';
import { classicDashboard } from './pages/classicPanel';
import { collectComplaints } from './pages/complaints';
import { DashboardPage } from './pages/dashboardPage';
import { TargetsPage } from './pages/targetsPage';
import { HOSTILE } from './servers/badTargets.mjs';
import { missing } from './servers/programs.mjs';

test.describe.configure({ mode: 'default' });

/** By job: what the target's error must say; undefined where the scrape is to succeed. */
const CASES: readonly (readonly [job: string, error: RegExp | undefined])[] = [
  ['down', /connection refused/],
  ['slow', /context deadline exceeded.*timeout of 2s/],
  ['endless', /body size limit exceeded: more than 4MiB/],
  ['bomb', /body size limit exceeded: more than 50MiB after decompression/],
  ['html', /HTML.*instead of metrics/],
  ['garbled', /line 2, column 11: .*never closed/],
  ['failing', /server returned HTTP status 500/],
  ['duplicate', undefined],
  ['disorder', undefined],
  ['hostile', undefined],
  ['good', undefined],
  ['belvedere', undefined],
  ['node', undefined],
];

test('every target shows how it is, and why', async ({ page, collectorUrl }) => {
  const targets = new TargetsPage(page);
  await targets.open();
  const response = await page.request.get(`${collectorUrl}/api/v1/targets?state=active`);
  const { data } = await response.json();
  for (const [job, error] of CASES) {
    const health = error === undefined ? 'up' : 'down';
    const row = targets.targets(job, health);
    await expect.soft(row, `row of job ${job}`).toHaveCount(1, { timeout: 10_000 });
    if (error !== undefined) await expect.soft(row).toContainText(error, { timeout: 10_000 });
    const active = data.activeTargets.filter(({ scrapePool }: { scrapePool: string }) => scrapePool === job);
    const lastError = error === undefined ? '' : expect.stringMatching(error);
    expect.soft(active, `API on job ${job}`).toMatchObject([{ health, lastError }]);
    expect.soft(await instantValue(collectorUrl, `up{job="${job}"}`), `up of ${job}`).toBe(error === undefined ? 1 : 0);
  }
});

test('a real node_exporter is up', async ({ page, watching, collectorUrl }) => {
  test.skip(!watching.hasNodeExporter, missing('prometheus-node-exporter'));
  const targets = new TargetsPage(page);
  await targets.open();
  await expect(targets.targets('real', 'up')).toHaveCount(1);
  expect(await instantValue(collectorUrl, 'up{job="real"}')).toBe(1);
});

test('good targets are scraped at their times beside all the bad ones', async ({ collectorUrl }) => {
  const scrapes = 'count_over_time(good_total[15s])';
  await expect.poll(() => instantValue(collectorUrl, scrapes), { timeout: 30_000 }).toBeGreaterThanOrEqual(5);
  expect(await instantValue(collectorUrl, 'max_over_time(scrape_duration_seconds{job="good"}[15s])')).toBeLessThan(1);
  // Not one scrape was left out: the number of the scrape is the value.
  expect(await instantValue(collectorUrl, 'increase(good_total[12s]) / 12 * 3')).toBeGreaterThan(0.9);
});

test('nothing of a failed scrape is stored', async ({ collectorUrl }) => {
  expect(await instantValue(collectorUrl, 'count({__name__=~"good|bad|endless_total|slow"}) or vector(0)')).toBe(0);
});

test('duplicates and ancient samples are counted, out-of-order ones are put in their place', async ({
  page,
  collectorUrl,
}) => {
  const targets = new TargetsPage(page);
  await targets.open();
  await expect(targets.job('duplicate')).toContainText(/not stored: \d+ repeat a series of the same scrape/);
  const refused = (reason: string) =>
    instantValue(collectorUrl, `belvedere_scrape_samples_refused_total{job="belvedere",reason="${reason}"}`);
  await expect.poll(() => refused('duplicate')).toBeGreaterThan(0);
  await expect.poll(() => refused('too_old')).toBeGreaterThan(0);
  // The first of two that claim the same time stays.
  expect(await instantValue(collectorUrl, 'max_over_time(twin[1m])')).toBe(1);
  expect(await instantValue(collectorUrl, 'min_over_time(disorder[5m])')).toBe(1);
  expect(await instantValue(collectorUrl, 'max_over_time(disorder[5m])')).toBe(2);
  expect(await instantValue(collectorUrl, 'max_over_time(ancient[5m])')).toBe(1);
});

test('an error can be found by its words', async ({ page }) => {
  const targets = new TargetsPage(page);
  await targets.open('?search=refused');
  await expect(targets.targets('down', 'down')).toHaveCount(1);
  await expect(targets.job('good')).toHaveCount(0);
  await page.getByRole('button', { name: 'Up', exact: true }).click();
  await expect(page.getByText('No target passes the filters.')).toBeVisible();
});

test('a label that is a script is drawn as text', async ({ page, watching }) => {
  const complaints = collectComplaints(page);
  const expr = 'hostile_gauge';
  const uid = 'hostile-labels';
  const dashboard = classicDashboard(uid, [
    { title: 'Lines', type: 'timeseries', expr, legend: '{{payload}}' },
    { title: 'Rows', type: 'table', expr, instant: true },
    { title: 'Number', type: 'stat', expr, legend: '{{payload}}', options: { textMode: 'value_and_name' } },
    { title: 'Bars', type: 'bargauge', expr, legend: '{{payload}}' },
    { title: 'Dial', type: 'gauge', expr, legend: '{{payload}}' },
    { title: `Title ${HOSTILE}`, type: 'stat', expr },
  ]);
  await new DocumentApi(watching.product.webUrl, ADMIN).save(dashboard);
  const view = new DashboardPage(page);
  // Steps lie 15 s apart: what was scraped for the first time just now shows at a later one.
  await view.open(`/d/${uid}?from=now-1m&to=now&refresh=5s`);
  for (const title of ['Lines', 'Rows', 'Number', 'Bars']) {
    await expect(await view.expectPanel(title, 'ready')).toContainText(HOSTILE);
  }
  await view.expectPanel('Dial', 'ready');
  await expect(page.getByRole('heading', { name: `Title ${HOSTILE}` })).toBeVisible();

  await view.panel('Lines').scrollIntoViewIfNeeded();
  await view.hoverPlot('Lines', 0.97);
  await expect(view.tooltip()).toContainText(HOSTILE);
  await expect(page.locator('img')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('help that is a script stays text, and the targets page runs nothing', async ({ page, collectorUrl }) => {
  const complaints = collectComplaints(page);
  const response = await page.request.get(`${collectorUrl}/api/v1/metadata?metric=hostile_gauge`);
  expect(response.headers()['content-type']).toContain('application/json');
  const { data } = await response.json();
  expect(data).toEqual({ hostile_gauge: [{ type: 'gauge', help: `Help with ${HOSTILE} inside.`, unit: '' }] });
  const targets = new TargetsPage(page);
  await targets.open();
  await expect(targets.targets('html', 'down')).toHaveCount(1);
  await expect(page.locator('img')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

/** The one value of an instant query; NaN when there is no series. */
async function instantValue(collectorUrl: string, query: string): Promise<number> {
  const response = await fetch(`${collectorUrl}/api/v1/query?${new URLSearchParams({ query })}`);
  const { data, error } = await response.json();
  if (error !== undefined) throw new Error(`${query}: ${error}`);
  const values = data.result.map(({ value }: { value: [number, string] }) => Number(value[1]));
  return values.length === 1 ? values[0] : Number.NaN;
}
