import { z } from 'zod';
import { database } from '@/app/_server/database';
import { searchHit } from '@/app/_server/grafanaBodies';
import { respondJson } from '@/app/_server/respond';
import { listDashboards } from '@/lib/db/dashboards';

const search = z.object({
  query: z.string().max(500).default(''),
  tag: z.array(z.string().max(200)).max(50),
  type: z.enum(['dash-db', 'dash-folder']).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
});

/** As Grafana's GET /api/search: dashboards by part of their title, and by tags. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  const parsed = search.safeParse({ ...Object.fromEntries(params), tag: params.getAll('tag') });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return Response.json({ message: `${issue?.path.join('.')}: ${issue?.message}` }, { status: 400 });
  }
  const { query, tag, type, limit } = parsed.data;
  if (type === 'dash-folder') return Response.json([]);
  return respondJson(async () => {
    const found = await listDashboards(database(), { search: query, tags: tag, limit });
    return Response.json(found.map(searchHit));
  });
}
