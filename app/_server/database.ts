import { createPrisma, type Prisma } from '@/lib/db/client';

declare global {
  /** Survives the module reloads of development, which would otherwise leave connections behind. */
  var belvedereDatabase: Prisma | undefined;
}

/** The database of this process; connects when first used. Throws when DATABASE_URL is not set. */
export function database(): Prisma {
  const url = process.env['DATABASE_URL'];
  if (url === undefined || url === '') throw new Error('DATABASE_URL is not set: start with `npm start`, or set it');
  globalThis.belvedereDatabase ??= createPrisma(url);
  return globalThis.belvedereDatabase;
}
