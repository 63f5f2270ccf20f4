import { z } from 'zod';
import { folderOrRoot } from '@/lib/api/folderUid';
import type { JsonObject } from '@/lib/dashboard/document';
import { describeJson } from '@/lib/db/dashboards';
import type { DashboardSave } from '@/lib/db/saveDashboard';
import { isJsonObject, readFields } from './readBody';
import { RequestError } from './requestError';

/** Of the body of a request that holds a dashboard. */
export const MAX_DASHBOARD_BYTES = 10_000_000;
const MAX_TITLE = 5000;
const MAX_UID = 40;
const MAX_TAGS = 500;
const MAX_TAG = 200;

/** The folder a request names: '' and `general` are the root. */
export const folderField = z
  .string()
  .max(MAX_UID)
  .regex(/^[\w-]*$/, 'contains illegal characters')
  .transform(folderOrRoot)
  .nullable();

export const dashboardField = z.custom<JsonObject>(isJsonObject, 'must be a JSON object');

const saveFields = z.object({
  dashboard: dashboardField,
  folderUid: folderField.optional(),
  message: z.string().max(500).nullish(),
  overwrite: z.boolean().nullish(),
});

/** Reads the body of Grafana's POST /api/dashboards/db. @throws RequestError in Grafana's words */
export function readSave(body: JsonObject, login: string): DashboardSave {
  const { dashboard, folderUid, message, overwrite } = readFields(saveFields, body);
  checkColumns(dashboard);
  return {
    json: dashboard,
    uid: readUid(dashboard['uid']),
    version: typeof dashboard['version'] === 'number' ? dashboard['version'] : 0,
    folderUid,
    message: storable(message ?? '', 'message'),
    overwrite: overwrite ?? false,
    login,
  };
}

/** A uid that somebody chose; undefined when there is none. @throws RequestError */
export function readUid(uid: unknown): string | undefined {
  if (uid === undefined || uid === null || uid === '') return undefined;
  if (typeof uid !== 'string') throw new RequestError(400, 'uid must be a string');
  if (uid.length > MAX_UID) throw new RequestError(400, `uid too long, max ${MAX_UID} characters`);
  if (!/^[\w-]+$/.test(uid)) throw new RequestError(400, 'uid contains illegal characters');
  return uid;
}

function checkColumns(dashboard: JsonObject): void {
  const { title, tags } = describeJson(dashboard);
  if (title.trim() === '') throw new RequestError(400, 'Dashboard title cannot be empty', 'empty-name');
  if (title.length > MAX_TITLE) {
    const message = `Dashboard title cannot contain more than ${MAX_TITLE} characters`;
    throw new RequestError(400, message, 'title-too-long');
  }
  if (tags.length > MAX_TAGS) throw new RequestError(400, `a dashboard may bear ${MAX_TAGS} tags at most`);
  if (tags.some((tag) => tag.length > MAX_TAG))
    throw new RequestError(400, `a tag may have ${MAX_TAG} characters at most`);
  storable(title, 'title');
  for (const tag of tags) storable(tag, 'tags');
}

/** Postgres keeps no NUL in text (in JSON it does). @throws RequestError naming the field */
export function storable(text: string, field: string): string {
  if (text.includes('\u0000')) throw new RequestError(400, `${field} must not hold the character U+0000`);
  return text;
}
