import { database } from '@/app/_server/database';
import { authorizePerson, idOf } from '@/app/_server/personRequest';
import { respondJson } from '@/app/_server/respond';
import { deleteApiToken } from '@/lib/db/apiTokens';

interface RouteContext {
  readonly params: Promise<{ readonly id: string }>;
}

/** As Grafana's DELETE /api/auth/keys/:id: one of one's own tokens stops working. */
export async function DELETE(request: Request, { params }: RouteContext): Promise<Response> {
  return respondJson(async () => {
    const person = await authorizePerson(request, 'Viewer');
    if (!person.ok) return person.response;
    const id = idOf((await params).id);
    const found = id !== undefined && (await deleteApiToken(database(), person.user.id, id));
    if (!found) return Response.json({ message: 'API key not found' }, { status: 404 });
    return Response.json({ message: 'API key deleted' });
  });
}
