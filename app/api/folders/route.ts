import { z } from 'zod';
import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { folderBody, folderSummary } from '@/app/_server/folderBodies';
import { MAX_FOLDER_BYTES, readFolderUid, titleField } from '@/app/_server/folderRequest';
import { readFields, readJsonObject } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';
import { folderField } from '@/app/_server/saveRequest';
import { folderOrRoot } from '@/lib/api/folderUid';
import { createFolder, listFolders } from '@/lib/db/folders';
import { ancestorsOf } from '@/lib/db/folderTree';

const listFields = z.object({
  parentUid: z.string().max(40).default(''),
  limit: z.coerce.number().int().min(1).max(1000).catch(1000),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});

/** As Grafana's GET /api/folders: those in one folder, by default the root. Our own `all=true` lists the whole tree. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    const { searchParams } = new URL(request.url);
    const folders = await listFolders(database());
    if (searchParams.get('all') === 'true') return folders.map(folderSummary);
    const { parentUid, limit, page } = readFields(listFields, Object.fromEntries(searchParams));
    const inside = folders.filter((folder) => folder.parentUid === folderOrRoot(parentUid));
    return inside.slice((page - 1) * limit, page * limit).map(folderSummary);
  });
}

const createFields = z.object({ title: titleField, parentUid: folderField.optional() });

/** As Grafana's POST /api/folders. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const visitor = await admit(request, 'Editor');
    const body = await readJsonObject(request, MAX_FOLDER_BYTES);
    const { title, parentUid = null } = readFields(createFields, body);
    const uid = readFolderUid(body['uid']);
    const folder = await createFolder(database(), { uid, title, parentUid, login: visitor.login });
    return folderBody(folder, ancestorsOf(await listFolders(database()), folder.uid), visitor);
  });
}
