import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { answer } from '@/app/_server/respond';
import { countTags } from '@/lib/db/dashboards';

/** As Grafana's GET /api/dashboards/tags: `[{term, count}]`. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    return countTags(database());
  });
}
