import { defineConfig, devices } from '@playwright/test';

const executablePath = process.env['BELVEDERE_CHROMIUM'] ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/fixtures/startBelvedere.ts',
  // One Belvedere serves all of them, and each worker is a browser: two suit the smallest machine we test on.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 30_000 },
  use: {
    ...devices['Desktop Chrome'],
    // What cannot be clicked fails with its reason, not by the timeout of the test.
    actionTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      // Chromium's sandbox refuses to work for root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
