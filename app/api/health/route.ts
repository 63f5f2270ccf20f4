import { database } from '@/app/_server/database';
import { pingDatabase } from '@/app/_server/pingDatabase';
import { commit, version } from '@/app/_server/version';

export const dynamic = 'force-dynamic';

/** As Grafana's /api/health: 200 when the database answers, else 503. */
export async function GET(): Promise<Response> {
  const ok = await pingDatabase(database);
  return Response.json(
    { database: ok ? 'ok' : 'failing', version, commit },
    { status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
