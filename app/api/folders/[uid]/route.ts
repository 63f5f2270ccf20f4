import { z } from 'zod';
import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { folderBody, rootFolderBody } from '@/app/_server/folderBodies';
import { MAX_FOLDER_BYTES, titleField } from '@/app/_server/folderRequest';
import { knownUid } from '@/app/_server/knownUid';
import { readFields, readJsonObject } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { folderField } from '@/app/_server/saveRequest';
import { folderOrRoot } from '@/lib/api/folderUid';
import { deleteFolder, getFolder, listFolders, updateFolder } from '@/lib/db/folders';
import { ancestorsOf } from '@/lib/db/folderTree';

/** As Grafana's GET /api/folders/:uid, with its parents. */
export function GET(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    const visitor = await admit(request, 'Viewer');
    const uid = knownUid((await params).uid, 'folder-not-found');
    if (folderOrRoot(uid) === null) return rootFolderBody(visitor);
    const folder = await getFolder(database(), uid);
    return folderBody(folder, ancestorsOf(await listFolders(database()), uid), visitor);
  });
}

const updateFields = z.object({
  title: titleField.optional(),
  parentUid: folderField.optional(),
  version: z.number().int().nullish(),
  overwrite: z.boolean().nullish(),
});

/** As Grafana's PUT /api/folders/:uid; our own `parentUid` moves it in the same step. */
export function PUT(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    const visitor = await admit(request, 'Editor');
    const { version, overwrite, ...change } = readFields(updateFields, await readJsonObject(request, MAX_FOLDER_BYTES));
    const uid = knownUid((await params).uid, 'folder-not-found');
    const expected = overwrite === true ? {} : { version: version ?? 0 };
    const folder = await updateFolder(database(), { ...change, ...expected, uid, login: visitor.login });
    return folderBody(folder, ancestorsOf(await listFolders(database()), uid), visitor);
  });
}

/** As Grafana's DELETE /api/folders/:uid, but what lies in it goes to the trash instead of being lost. */
export function DELETE(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    const { login } = await admit(request, 'Editor');
    const uid = knownUid((await params).uid, 'folder-not-found');
    const { folder, trashed } = await deleteFolder(database(), { uid, login, now: new Date() });
    return { id: folder.id, title: folder.title, message: 'Folder deleted', trashedDashboards: trashed };
  });
}
