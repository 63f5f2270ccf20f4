/** People, their sessions and tokens, for browsers. Every function throws ApiFailure. */
import { z } from 'zod';
import { askLibrary } from './libraryRequest';
import { ROLES, type Role } from './visitor';

const done = z.object({ message: z.string() });
const role = z.enum(ROLES);
const time = z.iso.datetime().nullable();

export async function signIn(user: string, password: string): Promise<void> {
  await askLibrary({ method: 'POST', path: '/login', body: { user, password } }, done, {});
}

export async function signOut(): Promise<void> {
  await askLibrary({ method: 'POST', path: '/api/logout' }, done, {});
}

/** Chooses a password with the token of a one-time link, and signs in. */
export async function choosePassword(token: string, password: string): Promise<void> {
  await askLibrary({ method: 'POST', path: '/api/login/link', body: { token, password } }, done, {});
}

export async function saveProfile(profile: { readonly name: string; readonly email: string }): Promise<void> {
  await askLibrary({ method: 'PUT', path: '/api/user', body: { ...profile } }, done, {});
}

export async function changePassword(oldPassword: string, newPassword: string): Promise<void> {
  await askLibrary({ method: 'PUT', path: '/api/user/password', body: { oldPassword, newPassword } }, done, {});
}

const apiToken = z.object({
  id: z.number(),
  name: z.string(),
  role,
  created: z.iso.datetime(),
  expiration: time,
  lastUsedAt: time,
});
export type ApiToken = z.output<typeof apiToken>;

export function listApiTokens(signal: AbortSignal): Promise<ApiToken[]> {
  return askLibrary({ path: '/api/auth/keys' }, z.array(apiToken), { signal });
}

export interface NewApiToken {
  readonly name: string;
  readonly role: Role;
  /** 0: it never expires. */
  readonly secondsToLive: number;
}

/** @returns the token, which nobody can see again */
export async function createApiToken(token: NewApiToken): Promise<string> {
  const answer = z.object({ key: z.string() });
  return (await askLibrary({ method: 'POST', path: '/api/auth/keys', body: { ...token } }, answer, {})).key;
}

export async function deleteApiToken(id: number): Promise<void> {
  await askLibrary({ method: 'DELETE', path: `/api/auth/keys/${id}` }, done, {});
}

const person = z.object({
  userId: z.number(),
  login: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  lastSeenAt: time,
  isDisabled: z.boolean(),
  /** False until they used their link. */
  hasPassword: z.boolean(),
});
export type Person = z.output<typeof person>;

export function listPeople(signal: AbortSignal): Promise<Person[]> {
  return askLibrary({ path: '/api/org/users' }, z.array(person), { signal });
}

export interface NewPerson {
  readonly login: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Without one they get a link to choose it. */
  readonly password?: string;
}

/** @returns the one-time link when no password was given */
export async function createPerson(newPerson: NewPerson): Promise<string | undefined> {
  const answer = z.object({ link: z.string().optional() });
  return (await askLibrary({ method: 'POST', path: '/api/admin/users', body: { ...newPerson } }, answer, {})).link;
}

export async function changeRole(userId: number, wanted: Role): Promise<void> {
  await askLibrary({ method: 'PATCH', path: `/api/org/users/${userId}`, body: { role: wanted } }, done, {});
}

export async function setDisabled(userId: number, disabled: boolean): Promise<void> {
  const what = disabled ? 'disable' : 'enable';
  await askLibrary({ method: 'POST', path: `/api/admin/users/${userId}/${what}` }, done, {});
}

/** @returns a one-time link with which they choose a new password */
export async function createPasswordLink(userId: number): Promise<string> {
  const answer = z.object({ link: z.string() });
  return (await askLibrary({ method: 'POST', path: `/api/admin/users/${userId}/link` }, answer, {})).link;
}

export async function removePerson(userId: number): Promise<void> {
  await askLibrary({ method: 'DELETE', path: `/api/admin/users/${userId}` }, done, {});
}
