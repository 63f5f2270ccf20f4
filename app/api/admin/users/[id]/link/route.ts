import { authSettings } from '@/app/_server/authentication';
import { authorize } from '@/app/_server/authorize';
import { database } from '@/app/_server/database';
import { passwordLinkUrl } from '@/app/_server/passwordLinkUrl';
import { standingAnswer } from '@/app/_server/peopleBodies';
import { idOf } from '@/app/_server/personRequest';
import { respondJson } from '@/app/_server/respond';
import { findUserById } from '@/lib/db/users';

interface RouteContext {
  readonly params: Promise<{ readonly id: string }>;
}

/** A one-time link for a user who forgot the password, or never had one. The old password works until it is used. */
export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  return respondJson(async () => {
    const allowed = await authorize(request, 'Admin');
    if (!allowed.ok) return allowed.response;
    const id = idOf((await params).id);
    const user = id === undefined ? null : await findUserById(database(), id);
    if (user === null) return standingAnswer('not-found', '');
    return Response.json({ link: await passwordLinkUrl(user.id, authSettings()) });
  });
}
