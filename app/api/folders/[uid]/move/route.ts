import { z } from 'zod';
import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { folderBody } from '@/app/_server/folderBodies';
import { MAX_FOLDER_BYTES } from '@/app/_server/folderRequest';
import { knownUid } from '@/app/_server/knownUid';
import { readFields, readJsonObject } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { folderField } from '@/app/_server/saveRequest';
import { listFolders, updateFolder } from '@/lib/db/folders';
import { ancestorsOf } from '@/lib/db/folderTree';

const moveFields = z.object({ parentUid: folderField.default(null) });

/** As Grafana's POST /api/folders/:uid/move; without `parentUid` to the root. */
export function POST(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    const visitor = await admit(request, 'Editor');
    const { parentUid } = readFields(moveFields, await readJsonObject(request, MAX_FOLDER_BYTES));
    const uid = knownUid((await params).uid, 'folder-not-found');
    const folder = await updateFolder(database(), { uid, parentUid, login: visitor.login });
    return folderBody(folder, ancestorsOf(await listFolders(database()), uid), visitor);
  });
}
