import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';

export type Prisma = PrismaClient;

export interface PrismaOptions {
  /** Connections at most; the default suits a process with one user of the database. */
  readonly maxConnections?: number;
  /** Told when an idle connection is lost, which no query would report. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** A client for the database at `databaseUrl`; it connects when first used. Release it with `$disconnect()`. */
export function createPrisma(databaseUrl: string, options: PrismaOptions = {}): Prisma {
  const { maxConnections = 8, onConnectionLost } = options;
  const pool = { connectionString: databaseUrl, max: maxConnections, connectionTimeoutMillis: 5_000 };
  const adapter = new PrismaPg(pool, onConnectionLost === undefined ? {} : { onPoolError: onConnectionLost });
  return new PrismaClient({ adapter });
}
