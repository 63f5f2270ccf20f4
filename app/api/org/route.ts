import { admit } from '@/app/_server/admit';
import { answer } from '@/app/_server/respond';

/** As Grafana's GET /api/org: there is one organisation, and every visitor is in it. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    await admit(request, 'Viewer');
    return {
      id: 1,
      name: 'Main Org.',
      address: { address1: '', address2: '', city: '', zipCode: '', state: '', country: '' },
    };
  });
}
