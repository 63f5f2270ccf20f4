import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/** No table or enum of the database is managed outside our migrations. */
export const EVERYTHING = { externalTables: [], externalEnums: [] };

export interface OpenSchemaEngine {
  readonly engine: SchemaEngine;
  /** Ends the engine's connections. */
  close(): Promise<void>;
}

const panics = {
  message: '',
  set_message(message: string): void {
    this.message = message;
  },
};

let loading: Promise<void> | undefined;

/**
 * Opens Prisma's schema engine, the WebAssembly build from the npm registry, on the database at `databaseUrl`. Nothing
 * is downloaded and nothing connects until the engine is asked for something.
 */
export async function openSchemaEngine(databaseUrl: string): Promise<OpenSchemaEngine> {
  loading ??= instantiate();
  await loading;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg(pool), pool));
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
  return {
    engine,
    async close() {
      engine.free();
      await pool.end();
    },
  };
}

/** What the engine said when it panicked last; '' if it never did. */
export function enginePanicMessage(): string {
  return panics.message;
}

/** The package's own entry imports the .wasm as a module, which Node 20 cannot do, so the two halves are joined here. */
async function instantiate(): Promise<void> {
  const require = createRequire(import.meta.url);
  const path = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
  const { instance } = await WebAssembly.instantiate(await readFile(path), {
    './schema_engine_bg.js': { ...bindings },
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start !== 'function') throw new Error('BUG: schema engine without __wbindgen_start');
  start();
}

/**
 * The stock adapter cuts a script at every semicolon, also inside comments, strings and function bodies, and runs the
 * parts on any connection of the pool. Postgres takes a script whole and makes it one transaction.
 */
function wholeScripts(inner: PrismaPg, pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const patch = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    adapter.executeScript = (script) => pool.query(script).then(() => undefined, rethrow);
    return adapter;
  };
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: () => inner.connect().then(patch),
    connectToShadowDb: () => inner.connectToShadowDb(),
  };
}

function rethrow(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error;
  const { code = '', severity = 'ERROR', message, detail, column, hint } = error;
  throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
}
