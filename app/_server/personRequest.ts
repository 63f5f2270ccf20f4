import type { Role, Visitor } from '@/lib/api/visitor';
import { findUserById, type StoredUser } from '@/lib/db/users';
import { authorize } from './authorize';
import { database } from './database';

export type Person =
  | { readonly ok: true; readonly visitor: Visitor; readonly user: StoredUser }
  | { readonly ok: false; readonly response: Response };

/** As `authorize`, for what only somebody with an account can do: anonymous visitors get 401. */
export async function authorizePerson(request: Request, wanted: Role): Promise<Person> {
  const found = await authorize(request, wanted);
  if (!found.ok) return found;
  const { visitor } = found;
  const user = visitor.userId === null ? null : await findUserById(database(), Number(visitor.userId));
  if (user !== null) return { ok: true, visitor, user };
  return { ok: false, response: Response.json({ message: 'Unauthorized' }, { status: 401 }) };
}

/** The number in a path such as /api/org/users/7; undefined when it cannot be an id. */
export function idOf(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
