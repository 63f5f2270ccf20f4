import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { authenticator } from '@/app/_server/authentication';
import { ROLES, type Role } from '@/lib/api/visitor';
import { SESSION_COOKIE } from '@/lib/auth/sessions';
import { type TestDatabase, useTestDatabase } from '@/lib/db/testing/testDatabase';

/** For tests of routes: finds them, calls them as Next does, and signs people in. */

export const API_FOLDER = fileURLToPath(new URL('.', import.meta.url));

export type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Paths of all route files below `app/api`, relative to it. */
export async function findRoutes(): Promise<string[]> {
  const entries = await readdir(API_FOLDER, { recursive: true });
  return entries.filter((entry) => entry.endsWith('route.ts')).sort();
}

/** The handlers of a route file by their methods. */
export async function loadHandlers(route: string): Promise<ReadonlyMap<string, Handler>> {
  const module: Record<string, unknown> = await import(join(API_FOLDER, route));
  const isHandler = (value: unknown): value is Handler => typeof value === 'function';
  return new Map(Object.entries(module).flatMap(([name, value]) => (isHandler(value) ? [[name, value] as const] : [])));
}

export interface Call {
  readonly method?: string;
  /** From the root of the site, with its query. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a handler with a request as the web server would make it. */
export async function call(handler: Handler, { method = 'GET', path, params = {}, body, headers = {} }: Call) {
  const content =
    body === undefined ? { headers } : { body, headers: { 'content-type': 'application/json', ...headers } };
  const request = new Request(`http://127.0.0.1:3000${path}`, { method, ...content });
  const response = await handler(request, { params: Promise.resolve({ ...params }) });
  const json: unknown = await response.json();
  return { status: response.status, json, response };
}

/** Who calls: somebody signed in with a role, or nobody. */
export type Caller = Role | 'anonymous';

/**
 * A database for the routes, with one user of each role; anonymous visitors are Viewers.
 * @returns the headers by which each caller is known, for use inside tests
 */
export function useCallers(): (caller: Caller) => Record<string, string> {
  const database = useTestDatabase();
  const cookies = new Map<Caller, string>();
  beforeAll(async () => {
    process.env['DATABASE_URL'] = database().url;
    process.env['BELVEDERE_ANONYMOUS_ROLE'] = 'Viewer';
    forget();
    for (const role of ROLES) cookies.set(role, await signIn(database(), role));
  });
  afterAll(async () => {
    await globalThis.belvedereDatabase?.$disconnect();
    forget();
  });
  return (caller): Record<string, string> => (caller === 'anonymous' ? {} : { cookie: cookies.get(caller) ?? '' });
}

/** What the process remembers between requests. */
function forget(): void {
  globalThis.belvedereDatabase = undefined;
  globalThis.belvedereAuthenticator = undefined;
}

async function signIn({ prisma }: TestDatabase, role: Role): Promise<string> {
  const { id } = await prisma.user.create({ data: { login: role.toLowerCase(), role } });
  return `${SESSION_COOKIE}=${await authenticator().sessions.begin(id)}`;
}
