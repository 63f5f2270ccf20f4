import { z } from 'zod';
import { admit } from '@/app/_server/admit';
import { database } from '@/app/_server/database';
import { publicOrigin } from '@/app/_server/publicOrigin';
import { readFields, readJsonObject } from '@/app/_server/readBody';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
import { dashboardField, storable } from '@/app/_server/saveRequest';
import { createdSnapshotBody } from '@/app/_server/snapshotBodies';
import { describeJson } from '@/lib/db/dashboards';
import { createSnapshot, type NewSnapshot } from '@/lib/db/snapshots';

/** A snapshot holds the panels' data besides the dashboard. */
const MAX_SNAPSHOT_BYTES = 50_000_000;
const MAX_EXPIRES_SECONDS = 10 * 365 * 86_400;

const chosenKey = z
  .string()
  .regex(/^[\w-]{16,128}$/, 'must have 16 to 128 letters, digits, - or _')
  .optional();

const snapshotFields = z.object({
  dashboard: dashboardField,
  name: z.string().max(1000).nullish(),
  /** Seconds; 0 or absent for never. */
  expires: z.number().int().min(0).max(MAX_EXPIRES_SECONDS).nullish(),
  key: z
    .literal('')
    .transform(() => undefined)
    .or(chosenKey),
  deleteKey: z
    .literal('')
    .transform(() => undefined)
    .or(chosenKey),
  external: z.boolean().nullish(),
});

/** As Grafana's POST /api/snapshots; to a server elsewhere it sends nothing. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const { login } = await admit(request, 'Editor');
    const now = new Date();
    const snapshot = readSnapshot(readFields(snapshotFields, await readJsonObject(request, MAX_SNAPSHOT_BYTES)), now);
    return createdSnapshotBody(await createSnapshot(database(), { ...snapshot, login }, now), publicOrigin(request));
  });
}

function readSnapshot(fields: z.output<typeof snapshotFields>, now: Date): Omit<NewSnapshot, 'login'> {
  const { dashboard, name, expires, key, deleteKey, external } = fields;
  if (external === true)
    throw new RequestError(400, 'external snapshots are not supported: it would leave this server');
  const expiresAt = expires ? new Date(now.getTime() + expires * 1000) : null;
  const named = storable(name || describeJson(dashboard).title.slice(0, 1000) || 'Unnamed snapshot', 'name');
  return { json: dashboard, name: named, expiresAt, key, deleteKey };
}
