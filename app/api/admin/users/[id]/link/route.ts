import { database } from '@/app/_server/database';
import { passwordLinkUrl } from '@/app/_server/passwordLinkUrl';
import { admitAdministrator, rowId } from '@/app/_server/personRequest';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { findUserById } from '@/lib/db/users';

/** A one-time link for a user who forgot the password, or never had one. The old password works until it is used. */
export function POST(request: Request, { params }: RouteContext<'id'>): Promise<Response> {
  return answer(async () => {
    await admitAdministrator(request);
    const user = await findUserById(database(), rowId((await params).id, 'user'));
    if (user === null) throw new RequestError(404, 'user not found');
    return { link: await passwordLinkUrl(request, user.id) };
  });
}
