import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { ADMIN } from './fixtures/admin';
import { test } from './fixtures/belvedere';
import { type Credential, DocumentApi } from './fixtures/documentApi';
import { DashboardPage } from './pages/dashboardPage';
import { signIn } from './pages/signIn';
import { findProgram, missing } from './servers/programs.mjs';

const run = promisify(execFile);
const PASSWORD = 'several-good-words';

/** What changes documents or people. None of these may come as far as looking at its body. */
const WRITES: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/api/dashboards/db'],
  ['POST', '/api/dashboards/import'],
  ['POST', '/api/dashboards/move'],
  ['DELETE', '/api/dashboards/uid/host'],
  ['POST', '/api/dashboards/uid/host/restore'],
  ['PATCH', '/api/dashboards/uid/host/trash'],
  ['DELETE', '/api/dashboards/uid/host/trash'],
  ['POST', '/api/folders'],
  ['PUT', '/api/folders/any'],
  ['DELETE', '/api/folders/any'],
  ['POST', '/api/folders/any/move'],
  ['POST', '/api/snapshots'],
  ['DELETE', '/api/snapshots/any'],
  ['POST', '/api/admin/users'],
  ['DELETE', '/api/admin/users/1'],
  ['POST', '/api/admin/users/1/disable'],
  ['POST', '/api/admin/users/1/link'],
  ['PATCH', '/api/org/users/1'],
];

test('a wrong password is refused without saying what was wrong, the right one leads back', async ({ page }) => {
  await page.goto('/login?redirectTo=%2Fusers');
  await page.getByLabel('User name or email').fill(ADMIN.login);
  await page.getByRole('textbox', { name: 'Password' }).fill('not-the-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/user ?name or password/i);
  await expect(page).toHaveURL(/\/login/);
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/users$/);
  await expect(page.getByRole('button', { name: 'Add user' })).toBeVisible();
  await page.getByRole('button', { name: /: account$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  const rail = page.getByRole('navigation', { name: 'Main' });
  await expect(rail.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('who is invited chooses a password with a link that works once', async ({ page, browser, baseURL }) => {
  const login = uniqueLogin('ines');
  const link = await invite(page, login);
  expect(new URL(link).origin).toBe(baseURL);

  const context = await browser.newContext();
  const guest = await context.newPage();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'Choose your password' })).toBeVisible();
  await expect(guest.getByRole('main')).toContainText(login);
  const save = guest.getByRole('button', { name: 'Save and sign in' });
  await guest.getByRole('textbox', { name: 'New password', exact: true }).fill(PASSWORD);
  await guest.getByRole('textbox', { name: 'New password again' }).fill('something else');
  await expect(save).toBeDisabled();
  await guest.getByRole('textbox', { name: 'New password again' }).fill(PASSWORD);
  await save.click();
  await expect(guest.getByRole('button', { name: `${login}, Viewer: account` })).toBeVisible();
  await context.clearCookies();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
  await signIn(guest, { login, password: PASSWORD });
  await expect(guest.getByRole('button', { name: `${login}, Viewer: account` })).toBeVisible();
  await context.close();
});

test('a Viewer sees no editing', async ({ page, api }) => {
  const viewer = await addViewer(api);
  await signIn(page, viewer, '/d/host');
  await new DashboardPage(page).untilReady();
  await expect(page.getByRole('button', { name: /^(Edit|Save) dashboard$/ })).toHaveCount(0);
  await page.goto('/dashboards?query=host');
  await expect(page.getByRole('table').getByRole('link', { name: 'Host', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New', exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'New folder' })).toHaveCount(0);
  for (const path of ['/dashboard/new', '/dashboard/import', '/users']) {
    await page.goto(path);
    await expect(page.getByRole('button', { name: /Add a panel|Add user|Choose file|Save/ })).toHaveCount(0);
    await expect(page.getByRole('main')).toContainText(/role|may|Editor|Admin/);
  }
});

test('writing is refused: 403 for a Viewer, 401 for who has not signed in', async ({ api, webUrl }) => {
  const viewer = new DocumentApi(webUrl, await addViewer(api));
  const nobody = new DocumentApi(webUrl);
  expect((await viewer.request('GET', '/api/dashboards/uid/host')).status).toBe(200);
  for (const [method, path] of WRITES) {
    const statuses = [(await viewer.request(method, path, {})).status, (await nobody.request(method, path, {})).status];
    expect.soft(statuses, `${method} ${path}`).toEqual([403, 401]);
  }
  // The collector decides on samples: it knows the role, not whether somebody signed in.
  expect((await viewer.request('POST', '/api/v1/write', {})).status).toBe(403);
  expect((await nobody.request('POST', '/api/v1/write', {})).status).toBe(403);
  expect((await api.request('GET', '/api/dashboards/uid/host')).status).toBe(200);
});

test('a token made on the profile page works for curl and promtool, until it is deleted', async ({
  page,
  api,
  webUrl,
}) => {
  await signIn(page, await addViewer(api), '/profile');
  await page.getByRole('button', { name: 'New token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('backup script');
  await dialog.getByRole('button', { name: 'Make token' }).click();
  await expect(page.getByRole('dialog', { name: 'Token made' })).toBeVisible();
  const token = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
  expect(token).toMatch(/^bvd_[\w-]{43}$/);
  await page.getByRole('button', { name: 'Done' }).click();

  const asToken = (path: string) =>
    fetch(`${webUrl}${path}`, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);
  expect(await asToken('/api/v1/query?query=up')).toBe(200);
  expect(await asToken('/api/dashboards/uid/host')).toBe(200);
  // A Viewer's token is no more than the Viewer.
  expect(await asToken('/api/org/users')).toBe(403);
  await askWithPromtool(webUrl, token);

  await page.getByRole('button', { name: 'Delete token backup script' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete token', exact: true }).click();
  await expect(page.getByText('No tokens yet')).toBeVisible();
  expect(await asToken('/api/dashboards/uid/host')).toBe(401);
  // The web app asks for each request; the collector may trust for some seconds what it was told.
  await expect.poll(() => asToken('/api/v1/query?query=up'), { timeout: 15_000 }).toBe(401);
});

function uniqueLogin(name: string): string {
  return `${name}-${Date.now().toString(36)}`;
}

/** Adds a Viewer without a password on the page of users. @returns the link that was shown */
async function invite(page: Page, login: string): Promise<string> {
  await signIn(page, ADMIN, '/users');
  await page.getByRole('button', { name: 'Add user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('User name').fill(login);
  await dialog.getByRole('button', { name: 'Add user', exact: true }).click();
  const link = await dialog.locator('code').textContent();
  await expect(page.getByRole('button', { name: `Actions for ${login}`, includeHidden: true })).toBeAttached();
  return link ?? '';
}

async function addViewer(api: DocumentApi): Promise<Credential> {
  const viewer = { login: uniqueLogin('vera'), password: PASSWORD };
  const { status, body } = await api.request('POST', '/api/admin/users', { ...viewer, role: 'Viewer' });
  if (status !== 200) throw new Error(`the user was not made: ${status} ${JSON.stringify(body)}`);
  return viewer;
}

/** Where promtool is installed, it must be content with the web app and the token too. */
async function askWithPromtool(webUrl: string, token: string): Promise<void> {
  const promtool = findProgram('promtool');
  if (promtool === undefined) {
    test.info().annotations.push({ type: 'skipped in part', description: missing('prometheus') });
    return;
  }
  // Not every version of promtool sends a bearer token; all of them send Basic credentials.
  const { stdout } = await run(promtool, ['query', 'instant', webUrl.replace('//', `//api_key:${token}@`), 'up']);
  expect(stdout).toContain('up{');
}
