import { expect } from '@playwright/test';
import { test } from './fixtures/belvedere';

test('a script that is not ours does not run', async ({ page }) => {
  const response = await page.goto('/');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
  await page.evaluate(async () => {
    const place = document.createElement('div');
    place.innerHTML = '<img src="data:," onerror="document.title = \'pwned\'">';
    const failed = new Promise((resolve) => place.firstElementChild?.addEventListener('error', resolve));
    document.body.append(place);
    await failed;
  });
  expect(await page.title()).not.toBe('pwned');
});
