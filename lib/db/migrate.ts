import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { EVERYTHING, enginePanicMessage, openSchemaEngine } from './schemaEngine';

/** `SELECT pg_advisory_lock` on this key: whoever starts first migrates, the others wait. */
const MIGRATION_LOCK = 4_279_490_001;
const LOCK_TIMEOUT_MS = 60_000;
const OLDEST_POSTGRES = 150_000;

export type MigrateErrorCode = 'unreachable' | 'refused' | 'too-old' | 'locked' | 'failed';

/** The database cannot be brought to the shape this version needs; the message says what to do. */
export class MigrateError extends Error {
  override readonly name = 'MigrateError';

  constructor(
    readonly code: MigrateErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Brings the database to the newest migration and returns the names of those just applied (empty: it was there).
 * Keeps `_prisma_migrations` exactly as `prisma migrate deploy` does. `migrationsDir` holds one folder per migration.
 * @throws MigrateError
 */
export async function migrate(databaseUrl: string, migrationsDir: string): Promise<readonly string[]> {
  const migrationsList = await readMigrations(migrationsDir);
  return withMigrationLock(databaseUrl, async () => {
    const { engine, close } = await openSchemaEngine(databaseUrl);
    try {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: EVERYTHING });
      return appliedMigrationNames;
    } catch (error) {
      throw new MigrateError('failed', `cannot migrate the database: ${reasonOf(error)}`, { cause: error });
    } finally {
      await close();
    }
  });
}

/** The list of migrations in the engine's own form, in order of their names. */
export async function readMigrations(baseDir: string): Promise<MigrationList> {
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (path) => {
      const value = await readFile(join(baseDir, path, 'migration.sql'), 'utf8');
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
    }),
  );
  const lockfile = await readFile(join(baseDir, 'migration_lock.toml'), 'utf8');
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}

/** Runs `work` while no other process migrates this database; checks the server before. */
async function withMigrationLock<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = await connect(databaseUrl);
  try {
    await checkVersion(client);
    await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]).catch((error: unknown) => {
      throw new MigrateError('locked', 'another process has been migrating this database for over a minute', {
        cause: error,
      });
    });
    return await work();
  } finally {
    // The lock belongs to the session and goes with it.
    await client.end().catch(() => undefined);
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const place = describeDatabase(databaseUrl);
  try {
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
    // Without a listener an error after connecting would end the process; the query that is waiting reports it.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  } catch (error) {
    const answered = error instanceof pg.DatabaseError;
    const what = answered ? 'refused the connection' : 'cannot be reached';
    const message = `the database at ${place} ${what}: ${reasonOf(error)}; check DATABASE_URL`;
    throw new MigrateError(answered ? 'refused' : 'unreachable', message, { cause: error });
  }
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const version = Number(rows[0]?.server_version_num);
  if (version >= OLDEST_POSTGRES) return;
  const major = Math.floor(version / 10_000);
  throw new MigrateError('too-old', `the database is PostgreSQL ${major}; Belvedere needs 15 or newer`);
}

/** `host:port/name` without user or password, for messages. */
export function describeDatabase(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return '(not a URL)';
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}

/** One line; the engine and Node's AggregateError both like to say nothing in `message`. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const text = error instanceof Error ? error.message : String(error);
  const first = (text || enginePanicMessage() || 'unknown reason').trim();
  return first.replace(/\s*\n\s*/g, ' ');
}
