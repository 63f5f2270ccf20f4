import { z } from 'zod';
import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { readFields, readJsonObject } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';
import { folderField, readUid } from '@/app/_server/saveRequest';
import { moveDashboards } from '@/lib/db/moveDashboards';

const moveFields = z.object({ uids: z.array(z.string()).min(1).max(5000), folderUid: folderField });

/** Moves dashboards to a folder, all or none; our own, as Grafana saves each dashboard anew for it. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Editor');
    const { uids, folderUid } = readFields(moveFields, await readJsonObject(request, 1_000_000));
    await moveDashboards(
      database(),
      uids.map(readUid).filter((uid) => uid !== undefined),
      folderUid,
    );
    return { message: `${uids.length === 1 ? 'Dashboard' : `${uids.length} dashboards`} moved` };
  });
}
