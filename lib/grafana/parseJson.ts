import type { Json } from '@/lib/dashboard/document';
import { findJsonProblem, type JsonProblem, placeOf } from './jsonProblem';

/** The server takes no larger dashboard. */
export const MAX_JSON_BYTES = 10 * 1024 * 1024;
/** Dashboards nest about 15 levels; whoever walks JSON may recurse this deep. */
const MAX_DEPTH = 200;

export type ParsedJson =
  | { readonly ok: true; readonly json: Json }
  | { readonly ok: false; readonly problem: JsonProblem };

/** Parses text that anybody may have written: its size and nesting are bounded, a mistake has line and column. */
export function parseJson(text: string): ParsedJson {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (source.length > MAX_JSON_BYTES) {
    const megabytes = (source.length / 1024 / 1024).toFixed(1);
    return failed(`a dashboard may have 10 MB, this text has ${megabytes} MB`, source, 0);
  }
  const deep = findTooDeep(source);
  if (deep !== undefined) return failed(`nested more than ${MAX_DEPTH} levels deep`, source, deep);
  try {
    const json: Json = JSON.parse(source);
    return { ok: true, json };
  } catch (error) {
    const problem = findJsonProblem(source);
    return problem === undefined ? failed(String(error), source, 0) : { ok: false, problem };
  }
}

function failed(message: string, text: string, offset: number): ParsedJson {
  return { ok: false, problem: { message, ...placeOf(text, offset) } };
}

/** Offset of the first bracket that opens a level too many. */
function findTooDeep(text: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) quoted = !quoted;
    else if (quoted) at += code === 0x5c ? 1 : 0;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > MAX_DEPTH) return at;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return undefined;
}
