import { admit } from '@/app/_server/admit';
import { BUILT_IN_SOURCE_NAME, dataSourceBody } from '@/app/_server/dataSourceBody';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
import type { RouteContext } from '@/app/_server/routeContext';

/** As Grafana's GET /api/datasources/name/:name. */
export function GET(request: Request, { params }: RouteContext<'name'>): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    if ((await params).name !== BUILT_IN_SOURCE_NAME) throw new RequestError(404, 'Data source not found');
    return dataSourceBody();
  });
}
