import type { Json, JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from './fieldReader';

export type Unwrapped =
  | { readonly ok: true; readonly dashboard: JsonObject }
  /** `path` is where the problem stands, '' for the top. */
  | { readonly ok: false; readonly path: string; readonly problem: string };

/**
 * Finds the classic dashboard in what people paste: the dashboard itself, the answer or the request of Grafana's HTTP
 * API (`{meta, dashboard}`), or a Kubernetes-like resource that holds classic JSON (`{apiVersion, spec}`).
 */
export function unwrapDashboard(json: Json): Unwrapped {
  if (Array.isArray(json)) return refuse('', 'this is a list; import its dashboards one by one, or as several files');
  if (!isJsonObject(json)) return refuse('', 'a dashboard is a JSON object in { }');
  const { apiVersion, spec, dashboard } = json;
  if (isJsonObject(dashboard) && json['panels'] === undefined) return check(dashboard, 'dashboard');
  if (typeof apiVersion === 'string' && isJsonObject(spec)) {
    if (spec['elements'] !== undefined && spec['layout'] !== undefined)
      return refuse('apiVersion', 'this is a dashboard of schema v2; export it from Grafana as Classic JSON');
    return check(withNameAsUid(spec, json['metadata']), 'spec');
  }
  return check(json, '');
}

/** In a resource the uid is the name. */
function withNameAsUid(spec: JsonObject, metadata: Json | undefined): JsonObject {
  const name = isJsonObject(metadata) ? metadata['name'] : undefined;
  return typeof name === 'string' && spec['uid'] === undefined ? { ...spec, uid: name } : spec;
}

/** Anything with a title or panels may be a dashboard; what else it holds is for `readClassic` to judge. */
function check(dashboard: JsonObject, path: string): Unwrapped {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const { panels, rows, title } = dashboard;
  if (panels !== undefined && panels !== null && !Array.isArray(panels))
    return refuse(at('panels'), 'panels must be a list');
  if (panels === undefined && rows === undefined && title === undefined)
    return refuse(path, 'this has neither a title nor panels, so it is no dashboard');
  if (typeof dashboard['type'] === 'string' && dashboard['gridPos'] !== undefined)
    return refuse(path, 'this is a single panel; paste it on a dashboard with Add');
  return { ok: true, dashboard };
}

function refuse(path: string, problem: string): Unwrapped {
  return { ok: false, path, problem };
}
