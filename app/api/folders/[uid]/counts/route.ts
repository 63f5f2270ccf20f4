import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { knownUid } from '@/app/_server/knownUid';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { countContents } from '@/lib/db/folders';

/** As Grafana's GET /api/folders/:uid/counts: what lies below a folder at any depth, to tell before it is deleted. */
export function GET(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    const { dashboards, folders } = await countContents(database(), knownUid((await params).uid, 'folder-not-found'));
    return { dashboard: dashboards, folder: folders };
  });
}
