import { defineConfig } from 'prisma/config';

/** For Prisma's own command line; the processes pass their `DATABASE_URL` to `createPrisma`. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
