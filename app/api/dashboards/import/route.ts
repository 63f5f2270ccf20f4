import { z } from 'zod';
import { admit } from '@/app/_server/admit';
import { savedBody } from '@/app/_server/dashboardBodies';
import { database } from '@/app/_server/database';
import { readFields, readJsonObject } from '@/app/_server/readBody';
import { answer } from '@/app/_server/respond';
import { dashboardField, MAX_DASHBOARD_BYTES, readSave } from '@/app/_server/saveRequest';
import type { JsonObject } from '@/lib/dashboard/document';
import { saveDashboard } from '@/lib/db/saveDashboard';
import { applyInputs, defaultInputValues, findInputs } from '@/lib/grafana/inputs';

const importFields = z.object({
  dashboard: dashboardField,
  inputs: z
    .array(z.object({ name: z.string().max(200), value: z.string().max(10_000) }))
    .max(200)
    .nullish(),
});

/**
 * As Grafana's POST /api/dashboards/import: saves a shared dashboard after its inputs were put in. Those that the
 * request does not answer get what they are by default: the built-in source, constants as they came.
 */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const visitor = await admit(request, 'Editor');
    const body = await readJsonObject(request, MAX_DASHBOARD_BYTES);
    const save = readSave({ ...body, dashboard: withInputs(body) }, visitor.login);
    const saved = await saveDashboard(database(), save);
    const { uid, title } = saved;
    const base = savedBody(saved);
    return { ...base, pluginId: '', title, imported: true, importedUrl: base['url'] ?? '', dashboardId: saved.id, uid };
  });
}

function withInputs(body: JsonObject): JsonObject {
  const { dashboard, inputs } = readFields(importFields, body);
  const asked = findInputs(dashboard);
  const given = Object.fromEntries((inputs ?? []).map(({ name, value }) => [name, value]));
  return applyInputs(dashboard, asked, { ...defaultInputValues(asked), ...given });
}
