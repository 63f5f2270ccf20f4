import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import { DatabaseError, oneLine, withPrepareLock } from './prepareLock';
import { EVERYTHING, enginePanicMessage, openSchemaEngine } from './schemaEngine';

/**
 * Brings the database to the newest migration and returns the names of those just applied (empty: it was there).
 * Keeps `_prisma_migrations` exactly as `prisma migrate deploy` does. `migrationsDir` holds one folder per migration.
 * @throws DatabaseError
 */
export async function migrate(databaseUrl: string, migrationsDir: string): Promise<readonly string[]> {
  const migrationsList = await readMigrations(migrationsDir);
  return withPrepareLock(databaseUrl, async () => {
    const { engine, close } = await openSchemaEngine(databaseUrl);
    try {
      await forgetInterrupted(engine, migrationsList);
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: EVERYTHING });
      return appliedMigrationNames;
    } catch (error) {
      throw new DatabaseError('failed', describeEngineError(error), { cause: error });
    } finally {
      await close();
    }
  });
}

/**
 * A process that was killed while it migrated leaves a migration marked as failed, at which the engine stops for good.
 * Each script is one transaction, so nothing of it stayed and it may run again.
 */
async function forgetInterrupted(engine: SchemaEngine, migrationsList: MigrationList): Promise<void> {
  const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: EVERYTHING,
  });
  for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
}

/** The engine appends the way through its own code to its message; only the migration's name in it is of use. */
function describeEngineError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const name = /migration_name="([^"]*)"/.exec(text)?.[1];
  const [reason = ''] = text.split(/\n\s+0: /);
  const what = name === undefined ? 'migrate the database' : `apply migration ${name}`;
  return `cannot ${what}: ${oneLine(reason.replace(/^"?external connector error\s*/, '') || enginePanicMessage())}`;
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
