import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import { ADMIN } from './fixtures/admin';
import { test } from './fixtures/belvedere';
import type { DocumentApi } from './fixtures/documentApi';
import { classicDashboard } from './pages/classicPanel';
import { DashboardPage } from './pages/dashboardPage';
import { signIn } from './pages/signIn';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const UID = 'e2e-accessible';
const DASHBOARD = `/d/${UID}`;

interface Place {
  readonly name: string;
  readonly path: string;
  /** What leads there from the page at `path`. */
  readonly enter?: (page: Page) => Promise<void>;
}

const PAGES: readonly Place[] = [
  { name: 'home', path: '/' },
  { name: 'dashboards', path: '/dashboards' },
  { name: 'a folder', path: '/dashboards/f/e2e-accessible' },
  { name: 'recently deleted', path: '/dashboards?view=deleted' },
  { name: 'import', path: '/dashboard/import' },
  { name: 'search', path: '/dashboards', enter: async (page) => page.keyboard.press('Control+k') },
  { name: 'profile', path: '/profile' },
  { name: 'new token', path: '/profile', enter: (page) => click(page, 'New token') },
  { name: 'users', path: '/users' },
  { name: 'add user', path: '/users', enter: (page) => click(page, 'Add user') },
  { name: 'targets', path: '/targets' },
  { name: 'sign in', path: '/login', enter: signOut },
];

const VIEWING: readonly Place[] = [
  { name: 'a dashboard', path: DASHBOARD },
  { name: 'shortcuts', path: DASHBOARD, enter: async (page) => page.keyboard.press('?') },
  { name: 'time range', path: DASHBOARD, enter: (page) => click(page, /^Time range: /) },
  { name: 'menu of a panel', path: DASHBOARD, enter: (page) => click(page, 'Menu of Lines') },
  ...['link', 'embed', 'snapshot', 'export'].map((tab) => ({
    name: `share: ${tab}`,
    path: `${DASHBOARD}?shareView=${tab}${tab === 'embed' ? '&panel=1' : ''}`,
  })),
  ...['data', 'stats', 'json', 'query'].map((tab) => ({
    name: `inspect: ${tab}`,
    path: `${DASHBOARD}?inspect=1&inspectTab=${tab}`,
  })),
  { name: 'one panel', path: `/d-solo/${UID}/x?panelId=1` },
];

const EDITING: readonly Place[] = [
  { name: 'a new dashboard', path: '/dashboard/new' },
  { name: 'edit mode', path: DASHBOARD, enter: (page) => click(page, 'Edit dashboard') },
  { name: 'panel editor', path: `${DASHBOARD}?editPanel=1` },
  { name: 'panel editor, transformations', path: `${DASHBOARD}?editPanel=2&tab=transformations` },
  { name: 'visualisations', path: `${DASHBOARD}?editPanel=2`, enter: (page) => click(page, /^Visualisation: /) },
  ...['settings', 'variables', 'links', 'versions', 'json-model'].map((tab) => ({
    name: `settings: ${tab}`,
    path: `${DASHBOARD}?editview=${tab}`,
  })),
  { name: 'settings: one variable', path: `${DASHBOARD}?editview=variables&editIndex=0` },
];

const GROUPS = { 'the pages': PAGES, 'what views a dashboard': VIEWING, 'what edits a dashboard': EDITING };

for (const [group, places] of Object.entries(GROUPS)) {
  test(`axe finds nothing serious on ${group}, dark and light`, async ({ page, api }) => {
    test.setTimeout(150_000);
    await storeDashboard(api);
    const axe = await readFile(AXE, 'utf8');
    await signIn(page, ADMIN);
    for (const { name, path, enter } of places) {
      await test.step(name, async () => {
        await page.goto(path);
        await settle(page, path);
        await enter?.(page);
        for (const theme of ['dark', 'light'] as const) {
          await switchTheme(page, theme);
          expect.soft(await seriousProblems(page, axe), `${name} (${path}), ${theme}`).toEqual([]);
        }
      });
    }
  });
}

async function storeDashboard(api: DocumentApi): Promise<void> {
  await api.request('POST', '/api/folders', { uid: UID, title: 'Accessible' });
  const panels = [
    { title: 'Lines', type: 'timeseries', expr: 'up' },
    { title: 'Rows', type: 'table', expr: 'up', instant: true },
    { title: 'Number', type: 'stat', expr: 'count(up)' },
    { title: 'Dial', type: 'gauge', expr: 'count(up)' },
    { title: 'Bars', type: 'bargauge', expr: 'up' },
    { title: 'Shares', type: 'piechart', expr: 'up' },
    { title: 'States', type: 'state-timeline', expr: 'up' },
    { title: 'Broken', type: 'timeseries', expr: 'sum(' },
    { title: 'Empty', type: 'timeseries', expr: 'no_such_metric' },
  ];
  const job = { name: 'job', type: 'query', refresh: 1, query: 'label_values(up, job)', multi: true, includeAll: true };
  const links = [{ type: 'link', title: 'Runbook', url: 'https://example.org/' }];
  await api.save({ ...classicDashboard(UID, panels), templating: { list: [job] }, links });
}

/** A page is measured when it shows what it is about, not while it loads. */
async function settle(page: Page, path: string): Promise<void> {
  if (/^\/d\/[^?]+$/.test(path) || path === '/') await new DashboardPage(page).untilReady();
  await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
}

/** Who never chose a theme has the system's, and follows it. */
async function switchTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
  await page.waitForTimeout(300);
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/login');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
}

async function click(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click();
}

/** @param axe the source of axe-core */
async function seriousProblems(page: Page, axe: string): Promise<string[]> {
  await page.evaluate(axe);
  // Fades change the colours that axe measures.
  await page.evaluate(() => {
    const ended = document.getAnimations().map(({ finished }) => finished.catch(() => undefined));
    // Some never end, as of what is loading.
    return Promise.race([Promise.all(ended), new Promise((resolve) => setTimeout(resolve, 500))]).then(() => undefined);
  });
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    return serious.flatMap(({ id, nodes }) =>
      nodes.map(({ html, target }) => `${id}: ${target} ${html.slice(0, 160)}`),
    );
  });
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly target: readonly string[] }[];
  }[];
}
