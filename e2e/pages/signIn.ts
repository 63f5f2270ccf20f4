import { expect, type Page } from '@playwright/test';
import type { Credential } from '../fixtures/documentApi';

/** Signs in as a person does. @param redirectTo where to be afterwards */
export async function signIn(page: Page, { login, password }: Credential, redirectTo = '/'): Promise<void> {
  await page.goto(`/login?${new URLSearchParams({ redirectTo })}`);
  await page.getByLabel('User name or email').fill(login);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL((url) => url.pathname === new URL(redirectTo, url).pathname);
}
