import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Prisma } from './generated/client';
import { migrate } from './migrate';
import { describeDatabase } from './prepareLock';
import { useTestDatabase } from './testing/testDatabase';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

describe('migrate', () => {
  const database = useTestDatabase();
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'belvedere-migrations-'));
    await cp(MIGRATIONS, dir, { recursive: true });
  });
  afterEach(() => rm(dir, { recursive: true }));

  const addMigration = async (name: string, sql: string): Promise<void> => {
    await mkdir(join(dir, name));
    await writeFile(join(dir, name, 'migration.sql'), sql);
  };

  it('has applied everything already, as the template was migrated', async () => {
    expect(await migrate(database().url, MIGRATIONS)).toEqual([]);
  });

  it('gives every model its table', async () => {
    const { prisma } = database();
    for (const model of Object.values(Prisma.ModelName)) {
      const delegate: unknown = Reflect.get(prisma, model.charAt(0).toLowerCase() + model.slice(1));
      if (!hasFindFirst(delegate)) throw new Error(`BUG: no delegate for ${model}`);
      await expect(delegate.findFirst(), model).resolves.toBeDefined();
    }
  });

  it('runs a script whole: semicolons in comments, strings and function bodies are no borders', async () => {
    await addMigration(
      '0100_function',
      `-- one; two
       CREATE FUNCTION answer() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'a;b'; END $$;
       CREATE TABLE after_function (x int);`,
    );
    expect(await migrate(database().url, dir)).toEqual(['0100_function']);
    expect(await database().prisma.$queryRaw`SELECT answer()`).toEqual([{ answer: 'a;b' }]);
  });

  it('applies once when several start together', async () => {
    await addMigration('0100_function', 'SELECT 1;');
    await addMigration('0101_race', 'CREATE TABLE race (x int); SELECT pg_sleep(0.2);');
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database().url, dir)));
    expect(applied.flat()).toEqual(['0101_race']);
  });

  it('leaves nothing of a script that fails, and says which and why; mended, it runs', async () => {
    await addMigration('0100_function', 'SELECT 1;');
    await addMigration('0101_race', 'SELECT 1;');
    await addMigration('0102_broken', 'CREATE TABLE half (x int); SELECT * FROM nowhere;');
    await expect(migrate(database().url, dir)).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringMatching(/^cannot apply migration 0102_broken: .*nowhere$/),
    });
    expect(await database().prisma.$queryRaw`SELECT to_regclass('half')::text AS half`).toEqual([{ half: null }]);

    await writeFile(join(dir, '0102_broken', 'migration.sql'), 'CREATE TABLE half (x int);');
    expect(await migrate(database().url, dir), 'mended').toEqual(['0102_broken']);
  });
});

describe('migrate without a usable database', () => {
  const database = useTestDatabase();
  const withPart = (change: (url: URL) => void): string => {
    const url = new URL(database().url);
    change(url);
    return url.href;
  };

  it.each([
    [
      'nobody listens',
      (url: URL) => (url.port = '1'),
      'unreachable',
      /127\.0\.0\.1:1\/.*ECONNREFUSED.*check DATABASE_URL/,
    ],
    [
      'wrong password',
      (url: URL) => (url.password = 'no'),
      'refused',
      /refused the connection: password authentication/,
    ],
    ['no such database', (url: URL) => (url.pathname = '/none'), 'refused', /database "none" does not exist/],
    [
      'no such host',
      (url: URL) => (url.hostname = 'nowhere.invalid'),
      'unreachable',
      /nowhere\.invalid.*ENOTFOUND|EAI_AGAIN/,
    ],
  ])('%s', async (_, change, code, message) => {
    const url = withPart(change);
    const error: unknown = await migrate(url, MIGRATIONS).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(String(error)).not.toContain(new URL(url).password);
  });

  it('is no URL', async () => {
    await expect(migrate('not a url', MIGRATIONS)).rejects.toMatchObject({ code: 'unreachable' });
  });
});

it.each([
  ['postgresql://user:secret@db.example:5433/metrics?sslmode=require', 'db.example:5433/metrics'],
  ['postgresql:///', '/'],
  ['nonsense', '(not a URL)'],
])('describes %s without credentials', (url, want) => {
  expect(describeDatabase(url)).toBe(want);
});

function hasFindFirst(value: unknown): value is { findFirst(): Promise<unknown> } {
  return typeof value === 'object' && value !== null && 'findFirst' in value;
}
