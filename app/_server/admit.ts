import type { Role, Visitor } from '@/lib/api/visitor';
import { authorize } from './authorize';
import { Denied } from './requestError';

/** Who sent the request. Call it before the body is read. @throws Denied without the role `wanted` */
export async function admit(request: Request, wanted: Role): Promise<Visitor> {
  const found = await authorize(request, wanted);
  if (!found.ok) throw new Denied(found.response);
  return found.visitor;
}

/** The number of a visitor's row; null for one who has not signed in. */
export function userIdOf({ userId }: Visitor): number | null {
  return userId === null || !/^\d{1,9}$/.test(userId) ? null : Number(userId);
}
