import type { TestProject } from 'vitest/node';
import { TestDatabaseServer } from './server';

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabaseServer: string;
  }
}

/** Vitest's global setup: offers databases to all test files of a run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = new TestDatabaseServer();
  project.provide('testDatabaseServer', await server.listen());
  return () => server.close();
}
