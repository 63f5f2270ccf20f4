import type { z } from 'zod';
import type { Role, Visitor } from '@/lib/api/visitor';
import type { Refusal } from '@/lib/auth/authenticator';
import { findUserById, type StandingOutcome, type StoredUser } from '@/lib/db/users';
import { admit, userIdOf } from './admit';
import { authorize, denyRefused } from './authorize';
import { database } from './database';
import { readFields, readJsonObject } from './readBody';
import { Denied, RequestError } from './requestError';

/** Of a form's worth of JSON. */
const MAX_BYTES = 64_000;

export interface Person {
  readonly visitor: Visitor;
  readonly user: StoredUser;
}

/** As `admit`, for what only somebody with an account can do. @throws Denied for anonymous visitors too */
export async function admitPerson(request: Request, wanted: Role): Promise<Person> {
  return personOf(await admit(request, wanted));
}

/**
 * As `admitPerson`, for changes of one's own account. Tokens are for programs: a lost one must not be good for another
 * that lives longer.
 */
export async function admitOwner(request: Request): Promise<Person> {
  const found = await authorize(request, 'Viewer');
  if (!found.ok) throw new Denied(found.response);
  if (found.means === 'bearer') throw new RequestError(403, 'An API token cannot change an account. Sign in instead.');
  return personOf(found.visitor);
}

/**
 * Lets administrators manage people, by themselves: as in Grafana a token is not enough. A lost one must not be good for
 * an account or a password link that outlives it.
 */
export async function admitAdministrator(request: Request): Promise<void> {
  const found = await authorize(request, 'Admin');
  if (!found.ok) throw new Denied(found.response);
  if (found.means === 'bearer') throw new RequestError(403, 'An API token cannot manage users. Sign in instead.');
}

async function personOf(visitor: Visitor): Promise<Person> {
  const id = userIdOf(visitor);
  const user = id === null ? null : await findUserById(database(), id);
  if (user === null) throw new RequestError(401, 'Unauthorized');
  return { visitor, user };
}

/** Reads the fields of a small body. @throws RequestError */
export async function readForm<T extends z.ZodType>(request: Request, shape: T): Promise<z.output<T>> {
  return readFields(shape, await readJsonObject(request, MAX_BYTES));
}

/** The number in an address such as /api/org/users/7. @throws RequestError 404 when it cannot be one */
export function rowId(text: string, what: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new RequestError(404, `${what} not found`);
}

/** @throws RequestError when somebody's standing stays as it was */
export function expectStanding(outcome: StandingOutcome): void {
  if (outcome === 'not-found') throw new RequestError(404, 'user not found');
  if (outcome === 'last-admin') {
    throw new RequestError(400, 'This is the last administrator. Give somebody else the role Admin first.');
  }
}

/** @throws RequestError with the sentence, when there is one */
export function expectNoProblem(problem: string | undefined): void {
  if (problem !== undefined) throw new RequestError(400, problem);
}

/** What a credential that is not good gets. */
export function refused(reason: Refusal): Denied {
  return new Denied(denyRefused(reason).response);
}
