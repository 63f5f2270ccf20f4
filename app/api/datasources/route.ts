import { admit } from '@/app/_server/admit';
import { dataSourceBody } from '@/app/_server/dataSourceBody';
import { answer } from '@/app/_server/respond';

/** As Grafana's GET /api/datasources: the one that is built in. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    return [dataSourceBody()];
  });
}
