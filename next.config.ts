import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

/**
 * The collector's paths, the security headers and the script nonce are the web server's
 * (`collector/supervisor/web/server.mjs`): they depend on settings of a start, and this file is read when building.
 */
const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['@prisma/client', '@prisma/adapter-pg', 'pg'],
  // Types are a stage of `npm test`; a start need not wait for them.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
};

export default config;
