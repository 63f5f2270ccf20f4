import { admit, userIdOf } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { knownUid } from '@/app/_server/knownUid';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { addStar, removeStar } from '@/lib/db/stars';

/** As Grafana's POST /api/user/stars/dashboard/uid/:uid. Whoever signed in may star, Viewers too. */
export function POST(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    const userId = await admitUser(request);
    await addStar(database(), userId, knownUid((await params).uid));
    return { message: 'Dashboard starred!' };
  });
}

/** As Grafana's DELETE /api/user/stars/dashboard/uid/:uid. */
export function DELETE(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    const userId = await admitUser(request);
    await removeStar(database(), userId, knownUid((await params).uid));
    return { message: 'Dashboard unstarred' };
  });
}

async function admitUser(request: Request): Promise<number> {
  const userId = userIdOf(await admit(request, 'Viewer'));
  if (userId === null) throw new RequestError(401, 'Sign in to star dashboards');
  return userId;
}
