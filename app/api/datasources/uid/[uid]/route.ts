import { admit } from '@/app/_server/admit';
import { dataSourceBody } from '@/app/_server/dataSourceBody';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';
import { BUILT_IN_SOURCE } from '@/lib/grafana/builtInSource';

/** As Grafana's GET /api/datasources/uid/:uid. */
export function GET(request: Request, { params }: RouteContext<'uid'>): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    if ((await params).uid !== BUILT_IN_SOURCE.uid) throw new RequestError(404, 'Data source not found');
    return dataSourceBody();
  });
}
