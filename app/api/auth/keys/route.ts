import { z } from 'zod';
import { database } from '@/app/_server/database';
import { apiTokenBody } from '@/app/_server/peopleBodies';
import { authorizePerson } from '@/app/_server/personRequest';
import { readBody } from '@/app/_server/readBody';
import { respondJson } from '@/app/_server/respond';
import { hasRole } from '@/lib/api/visitor';
import { newToken, sha256 } from '@/lib/auth/tokens';
import { insertApiToken, listApiTokens } from '@/lib/db/apiTokens';
import { roleSchema } from '@/lib/people/rules';

const MAX_TOKENS = 100;
const LONGEST_LIFE_SECONDS = 10 * 366 * 86_400;

const newKey = z.object({
  name: z.string().trim().min(1).max(120),
  role: roleSchema,
  /** 0: it never expires. */
  secondsToLive: z.number().int().min(0).max(LONGEST_LIFE_SECONDS).default(0),
});

/** As Grafana's GET /api/auth/keys, one's own tokens. */
export async function GET(request: Request): Promise<Response> {
  return respondJson(async () => {
    const person = await authorizePerson(request, 'Viewer');
    if (!person.ok) return person.response;
    const tokens = await listApiTokens(database(), person.user.id);
    return Response.json(tokens.map(apiTokenBody), { headers: { 'cache-control': 'no-store' } });
  });
}

/** As Grafana's POST /api/auth/keys: the only answer that shows the token. Its role is at most its maker's. */
export async function POST(request: Request): Promise<Response> {
  return respondJson(async () => {
    const person = await authorizePerson(request, 'Viewer');
    if (!person.ok) return person.response;
    const read = await readBody(request, newKey);
    if (!read.ok) return read.response;
    const { name, role, secondsToLive } = read.body;
    if (!hasRole(person.visitor, role)) return refuse(403, `Your role ${person.visitor.role} cannot give ${role}.`);
    if ((await listApiTokens(database(), person.user.id)).length >= MAX_TOKENS) {
      return refuse(400, `You have ${MAX_TOKENS} tokens. Delete one that is not used any more.`);
    }
    const key = newToken('bvd_');
    const expiresAt = secondsToLive === 0 ? null : new Date(Date.now() + secondsToLive * 1000);
    const token = { userId: person.user.id, name, role, expiresAt, tokenHash: sha256(key) };
    const stored = await insertApiToken(database(), token);
    if (stored === undefined) return refuse(409, 'You have a token with this name already.');
    return Response.json({ id: stored.id, name, key }, { headers: { 'cache-control': 'no-store' } });
  });
}

function refuse(status: number, message: string): Response {
  return Response.json({ message }, { status });
}
