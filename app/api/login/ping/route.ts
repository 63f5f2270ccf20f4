import { admit } from '@/app/_server/admit';
import { answer } from '@/app/_server/respond';

/** As Grafana's GET /api/login/ping: whether the session or credential still holds. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    return { message: 'Logged in' };
  });
}
