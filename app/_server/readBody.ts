import type { z } from 'zod';
import type { JsonObject } from '@/lib/dashboard/document';
import { RequestError } from './requestError';

/** Levels of nesting at most: a dashboard has about twenty, and Postgres refuses some thousands. */
const MAX_DEPTH = 200;

/**
 * The body of a request as a JSON object; an absent body is an empty one. A byte order mark is passed over.
 * @throws RequestError 400 or 413
 */
export async function readJsonObject(request: Request, maxBytes: number): Promise<JsonObject> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes.length === 0) return {};
  const json = parse(bytes);
  if (!isJsonObject(json)) throw new RequestError(400, 'bad request data: the body must be a JSON object');
  checkDepth(json);
  return json;
}

/** Reads the fields of a body, or of a query, by their schema. @throws RequestError 400 naming the first that is wrong */
export function readFields<T extends z.ZodType>(shape: T, fields: unknown): z.output<T> {
  const parsed = shape.safeParse(fields);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.');
  throw new RequestError(400, `bad request data: ${place ? `${place}: ` : ''}${issue?.message}`);
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new RequestError(413, `the body is larger than ${maxBytes / 1_000_000} MB`, 'too-large');
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  if (request.headers.has('content-encoding')) throw new RequestError(415, 'send the body without Content-Encoding');
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body === null) return new Uint8Array();
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new RequestError(400, 'bad request data: the body is not UTF-8');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RequestError(400, `bad request data: ${error instanceof Error ? error.message : 'no JSON'}`);
  }
}

/** What was parsed from JSON holds JSON; only its outermost shape is open. */
export function isJsonObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Without recursion, which is what deep nesting would break. */
function checkDepth(json: JsonObject): void {
  let level: object[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw new RequestError(400, `bad request data: nested deeper than ${MAX_DEPTH} levels`);
    level = level.flatMap((one) => Object.values(one).filter((value) => typeof value === 'object' && value !== null));
  }
}
