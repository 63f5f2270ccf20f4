import { afterAll, beforeAll, inject } from 'vitest';
import { createPrisma, type Prisma } from '../client';

export interface TestDatabase {
  readonly url: string;
  readonly prisma: Prisma;
}

/**
 * A fresh database with all migrations applied, on the run's embedded PostgreSQL. Remove it with `dropTestDatabase`.
 * @returns its connection string
 */
export async function createTestDatabase(): Promise<string> {
  return ask('POST', '');
}

/** Removes a database made by `createTestDatabase`, and ends the sessions on it. */
export async function dropTestDatabase(url: string): Promise<void> {
  await ask('DELETE', url);
}

/**
 * Gives the tests of a file (or of a `describe`) a database of their own.
 * @returns a function for use inside hooks and tests
 */
export function useTestDatabase(): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    const url = await createTestDatabase();
    database = { url, prisma: createPrisma(url) };
  }, 60_000);
  afterAll(async () => {
    if (database === undefined) return;
    await database.prisma.$disconnect();
    await dropTestDatabase(database.url);
  });
  return () => {
    if (database === undefined) throw new Error('BUG: the test database is used before its tests run');
    return database;
  };
}

async function ask(method: 'POST' | 'DELETE', body: string): Promise<string> {
  const response = await fetch(inject('testDatabaseServer'), { method, body });
  const answer = await response.text();
  if (!response.ok) throw new Error(`cannot ${method === 'POST' ? 'make' : 'drop'} a test database: ${answer}`);
  return answer;
}
