import pg from 'pg';

/** Key of the advisory lock: whoever starts first prepares the database, the others wait. */
const PREPARE_LOCK = 4_279_490_001;
const LOCK_TIMEOUT_MS = 60_000;
const OLDEST_POSTGRES = 150_000;

export type DatabaseErrorCode = 'unreachable' | 'refused' | 'too-old' | 'locked' | 'failed';

/** The database cannot be used or brought to the shape this version needs; the message is one line and says why. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Runs `work` while no other process prepares this database, after a check that the server can be used.
 * @throws DatabaseError
 */
export async function withPrepareLock<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = await connect(databaseUrl);
  try {
    await checkVersion(client);
    await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query('SELECT pg_advisory_lock($1)', [PREPARE_LOCK]).catch((error: unknown) => {
      throw new DatabaseError('locked', 'another process has been preparing this database for over a minute', {
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
    throw new DatabaseError(answered ? 'refused' : 'unreachable', message, { cause: error });
  }
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const version = Number(rows[0]?.server_version_num);
  if (version >= OLDEST_POSTGRES) return;
  const major = Math.floor(version / 10_000);
  throw new DatabaseError('too-old', `the database is PostgreSQL ${major}; Belvedere needs 15 or newer`);
}

/** `host:port/name` without user or password, for messages. */
export function describeDatabase(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return '(not a URL)';
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}

/** What went wrong, on one line. Of several addresses that were tried in vain the first speaks for all. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return oneLine(error instanceof Error ? error.message : String(error));
}

/** Line breaks and the blanks around them become one blank. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}
