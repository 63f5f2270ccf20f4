import { z } from 'zod';
import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { readFields } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';
import { storable } from '@/app/_server/saveRequest';
import { snapshotSummary } from '@/app/_server/snapshotBodies';
import { listSnapshots } from '@/lib/db/snapshots';

const listFields = z.object({
  query: z.string().max(500).default(''),
  limit: z.coerce.number().int().min(1).max(1000).catch(1000),
});

/** As Grafana's GET /api/dashboard/snapshots. Only for those who may delete them: a key is the right to look. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Editor');
    const { query, limit } = readFields(listFields, Object.fromEntries(new URL(request.url).searchParams));
    const search = storable(query, 'query');
    return (await listSnapshots(database(), { search, limit, now: new Date() })).map(snapshotSummary);
  });
}
