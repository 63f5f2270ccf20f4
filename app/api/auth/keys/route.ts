import { z } from 'zod';
import { database } from '@/app/_server/database';
import { apiTokenBody } from '@/app/_server/peopleBodies';
import { admitOwner, admitPerson, readForm } from '@/app/_server/personRequest';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
import { hasRole } from '@/lib/api/visitor';
import { newToken, sha256 } from '@/lib/auth/tokens';
import { insertApiToken, listApiTokens } from '@/lib/db/apiTokens';
import { nameSchema, roleSchema } from '@/lib/people/rules';

const MAX_TOKENS = 100;
const LONGEST_LIFE_SECONDS = 10 * 366 * 86_400;

const newKey = z.object({
  name: nameSchema.min(1),
  role: roleSchema,
  /** 0: it never expires. */
  secondsToLive: z.number().int().min(0).max(LONGEST_LIFE_SECONDS).default(0),
});

/** As Grafana's GET /api/auth/keys, one's own tokens. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    const { user } = await admitPerson(request, 'Viewer');
    return (await listApiTokens(database(), user.id)).map(apiTokenBody);
  });
}

/** As Grafana's POST /api/auth/keys: the only answer that shows the token. Its role is at most its maker's. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const { user, visitor } = await admitOwner(request);
    const { name, role, secondsToLive } = await readForm(request, newKey);
    if (!hasRole(visitor, role)) throw new RequestError(403, `Your role ${visitor.role} cannot give ${role}.`);
    if ((await listApiTokens(database(), user.id)).length >= MAX_TOKENS) {
      throw new RequestError(400, `You have ${MAX_TOKENS} tokens. Delete one that is not used any more.`);
    }
    const key = newToken('bvd_');
    const expiresAt = secondsToLive === 0 ? null : new Date(Date.now() + secondsToLive * 1000);
    const stored = await insertApiToken(database(), { userId: user.id, name, role, expiresAt, tokenHash: sha256(key) });
    if (stored === undefined) throw new RequestError(409, 'You have a token with this name already.');
    return { id: stored.id, name, key };
  });
}
