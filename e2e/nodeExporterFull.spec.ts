import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type Product, startProduct } from './checks/product.mjs';
import { ADMIN } from './fixtures/admin';
import { type ClassicJson, DocumentApi } from './fixtures/documentApi';
import { collectComplaints } from './pages/complaints';
import { DashboardPage } from './pages/dashboardPage';
import { signIn } from './pages/signIn';
import { NODE_EXPORTER, startNodeExporter } from './servers/nodeExporter.mjs';
import { findProgram, missing } from './servers/programs.mjs';

const FILE = join(process.env['BELVEDERE_TEST_DATA'] ?? '', 'dashboards', 'rfmoz-node-exporter-full.json');
const DRAWN = ['timeseries', 'stat', 'gauge', 'bargauge'];
/** What every Linux machine has. */
const ALWAYS = [
  'CPU Busy',
  'RAM Used',
  'Root FS Used',
  'CPU Cores',
  'RAM Total',
  'RootFS Total',
  'Uptime',
  'CPU Basic',
  'Memory Basic',
  'Network Traffic Basic',
  'Disk Space Used Basic',
];

/** A Belvedere of its own that watches a real node_exporter. */
const test = base.extend<object, { readonly product: Product }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first argument
    async ({}, use) => {
      const exporter = await startNodeExporter();
      const product = await startProduct({ BELVEDERE_ADMIN_PASSWORD: ADMIN.password }, () =>
        scrapeOf(exporter?.address ?? ''),
      );
      await use(product);
      await Promise.all([product.stop(), exporter?.close()]);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ product }, use) => use(product.webUrl),
});

test.describe('Node Exporter Full', () => {
  // In one worker: each starts a product.
  test.describe.configure({ mode: 'default', timeout: 150_000 });
  test.skip(
    !process.env['BELVEDERE_TEST_DATA'] || !existsSync(FILE),
    'BELVEDERE_TEST_DATA names no folder that holds it',
  );
  test.skip(findProgram(NODE_EXPORTER) === undefined, missing(NODE_EXPORTER));

  test('imports through the page, and says what it found', async ({ page }) => {
    const complaints = collectComplaints(page);
    await signIn(page, ADMIN, '/dashboard/import');
    await page.getByLabel('Dashboard files').setInputFiles(FILE);
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Node Exporter Full');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('link', { name: 'Node Exporter Full' }).click();
    await new DashboardPage(page).untilReady();
    expect(complaints).toEqual([]);
  });

  test('imports through the API', async ({ product }) => {
    const api = new DocumentApi(product.webUrl, ADMIN);
    const dashboard: ClassicJson = { ...(await readJson()), id: null, uid: 'by-api' };
    const { status, body } = await api.request('POST', '/api/dashboards/db', { dashboard, overwrite: true });
    expect([status, body['status']]).toEqual([200, 'success']);
    const { id: _id, version: _version, ...stored } = await api.dashboard('by-api');
    const { id: _given, version: _old, ...given } = dashboard;
    expect(stored).toEqual(given);
  });

  test('draws live data beside a real node_exporter', async ({ page, product }) => {
    const complaints = collectComplaints(page);
    const view = new DashboardPage(page);
    await new DocumentApi(product.webUrl, ADMIN).save({ ...(await readJson()), id: null, uid: 'live' });
    await view.open(`/d/live?from=now-5m&to=now&refresh=`);
    for (const title of ALWAYS) {
      await expect(await view.expectPanel(title, 'ready')).toContainText(/\d|[a-z]/i);
    }
    await page.getByRole('button', { name: 'Menu of the dashboard' }).click();
    await page.getByRole('menuitem', { name: 'Expand all rows' }).click();
    const states = await view.stateOfEachPanel(DRAWN);
    const failed = states.filter(({ state }) => state !== 'ready' && state !== 'empty');
    expect(failed).toEqual([]);
    // The rest asks for what this machine lacks, as swap, sensors or systemd.
    const ready = states.filter(({ state }) => state === 'ready');
    expect(states.length).toBeGreaterThan(100);
    expect(
      ready.length / states.length,
      JSON.stringify(states.filter(({ state }) => state === 'empty')),
    ).toBeGreaterThan(0.8);
    expect(new Set(ready.map(({ type }) => type))).toEqual(new Set(DRAWN));
    expect(complaints).toEqual([]);
  });
});

async function readJson(): Promise<ClassicJson> {
  return Object(JSON.parse(await readFile(FILE, 'utf8')));
}

function scrapeOf(target: string): string {
  return `global: {scrape_interval: 3s, scrape_timeout: 3s}
scrape_configs:
  - job_name: node
    static_configs: [{targets: ['${target}']}]
`;
}
