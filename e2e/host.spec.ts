import { expect } from '@playwright/test';
import { test } from './fixtures/belvedere';
import { collectComplaints } from './pages/complaints';
import { DashboardPage } from './pages/dashboardPage';

/** Panels of the Host dashboard that stand for CPU, memory, disk and network. */
const LIVE = ['CPU busy', 'Memory used', 'Network in', 'Fullest disk', 'CPU by mode', 'Memory', 'Disk throughput'];
const PHONE = { width: 390, height: 844 };

test('the home page shows this machine live within 30 seconds', async ({ page }) => {
  const complaints = collectComplaints(page);
  const home = new DashboardPage(page);
  await page.goto('/');
  await home.untilReady(30_000);
  await expect(page.locator('[data-dashboard-uid="host"]')).toBeVisible();
  for (const title of LIVE) {
    const panel = await home.expectPanel(title, 'ready');
    // A legend or a big number: a chart's lines are pixels.
    await expect(panel).toContainText(/\d/);
  }
  await expect(home.panelsIn('error')).toHaveCount(0);
  await expect(home.panelsIn('unsupported')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('values change by themselves', async ({ page }) => {
  const home = new DashboardPage(page);
  await home.open('/?refresh=5s');
  const big = home.panel('CPU busy');
  const before = await big.textContent();
  await expect(async () => expect(await big.textContent()).not.toBe(before)).toPass({ timeout: 20_000 });
  await expect(home.panel('CPU busy')).toHaveAttribute('data-panel-state', 'ready');
});

test('the numbers are those of the machine', async ({ page, collectorUrl }) => {
  const home = new DashboardPage(page);
  await home.open('/');
  await home.expectPanel('Load, 1 m', 'ready');
  const query = new URLSearchParams({ query: 'node_memory_MemTotal_bytes{job="node"}' });
  const response = await page.request.get(`${collectorUrl}/api/v1/query?${query}`);
  const { data } = await response.json();
  const meminfo = await page.request.get(`${collectorUrl}/exporters/host/metrics`);
  const total = /^node_memory_MemTotal_bytes (\S+)$/m.exec(await meminfo.text())?.[1];
  expect(Number(data.result[0].value[1])).toBe(Number(total));
});

test('the picker puts the range into the address, and back takes it out', async ({ page }) => {
  const home = new DashboardPage(page);
  await home.open('/?from=now-15m&to=now');
  await home.pickRange('Last 6 hours');
  await expect.poll(() => home.range()).toEqual({ from: 'now-6h', to: 'now' });
  await home.untilReady();
  await page.goBack();
  await expect.poll(() => home.range()).toEqual({ from: 'now-15m', to: 'now' });
  await expect(page.getByRole('button', { name: 'Time range: Last 15 minutes' }).first()).toBeVisible();
});

test('a drag over a chart zooms all of them, and back zooms out', async ({ page }) => {
  const home = new DashboardPage(page);
  await home.open('/?from=now-5m&to=now&refresh=');
  await home.expectPanel('CPU by mode', 'ready');
  const beforeMs = Date.now();
  await home.dragPlot('CPU by mode', 0.25, 0.75);
  await expect.poll(() => home.range().from).toMatch(/^\d+$/);
  const { from, to } = home.range();
  const widthMs = Number(to) - Number(from);
  expect(Math.abs(widthMs - 150_000)).toBeLessThan(5_000);
  expect(Math.abs(Number(from) - (beforeMs - 225_000))).toBeLessThan(15_000);
  await page.goBack();
  await expect.poll(() => home.range()).toEqual({ from: 'now-5m', to: 'now' });
});

test('the crosshair of one chart shows on the others', async ({ page }) => {
  const home = new DashboardPage(page);
  await home.open('/?from=now-5m&to=now');
  await home.expectPanel('CPU by mode', 'ready');
  await home.hoverPlot('CPU by mode', 0.98);
  await expect(home.tooltip()).toHaveCount(1);
  await expect(home.tooltip()).toContainText('user');
});

test('the theme switches, and stays', async ({ page }) => {
  // Until one is chosen, the theme is the system's.
  await page.emulateMedia({ colorScheme: 'dark' });
  const home = new DashboardPage(page);
  await home.open('/');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.getByRole('button', { name: 'Light theme' }).click();
  await expect.poll(background).not.toBe(dark);
  const light = await background();
  await page.reload();
  await home.untilReady();
  expect(await background()).toBe(light);
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect.poll(background).toBe(dark);
});

test.describe('on a phone', () => {
  test.use({ viewport: PHONE, hasTouch: true });

  for (const path of ['/', '/d/belvedere', '/dashboards', '/targets']) {
    test(`${path} does not scroll sideways`, async ({ page }) => {
      const complaints = collectComplaints(page);
      await page.goto(path);
      await expect(page.locator('main')).toBeVisible();
      if (path === '/') await new DashboardPage(page).untilReady();
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(await overflow()).toBeLessThanOrEqual(0);
      // Panels draw as they come into view.
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await page.waitForTimeout(1000);
      expect(await overflow()).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    });
  }
});
