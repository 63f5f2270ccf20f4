import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{app,lib,collector,components,prisma}/**/*.test.{ts,tsx}'],
    globalSetup: ['lib/db/testing/globalSetup.ts'],
    testTimeout: 60_000,
  },
});
