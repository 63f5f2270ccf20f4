/** One request to the collector and its envelope. Aborting rejects with the signal's reason, as `fetch` does. */
import type { z } from 'zod';
import { ApiFailure } from './apiFailure';
import { errorEnvelope, successEnvelope } from './responses/envelope';

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Where the collector's API is; default: the page's own origin. No slash at the end. */
  readonly baseUrl?: string;
  /** How long to wait for a collector that is starting; default: START_PATIENCE_MS. */
  readonly startPatienceMs?: number;
}

/** Reading back the largest log there can be takes about 10 s. */
const START_PATIENCE_MS = 30_000;
const START_RETRY_MS = 1_000;

export interface Answer<T> {
  readonly data: T;
  readonly warnings: readonly string[];
}

/** `undefined` and empty values are left out; lists are repeated. */
export type SearchFields = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** Asks an endpoint below /api/v1 with GET and checks the answer's shape. Throws ApiFailure. */
export async function getData<T extends z.ZodType>(
  path: string,
  fields: SearchFields,
  shape: T,
  options: RequestOptions,
): Promise<Answer<z.output<T>>> {
  const search = searchOf(fields).toString();
  const response = await send(`${path}${search === '' ? '' : `?${search}`}`, {}, options);
  const json = await readJson(response);
  const envelope = checkShape(successEnvelope, json, path, response.status);
  const data = checkShape(shape, envelope.data, `${path}, data`, response.status);
  return { data, warnings: envelope.warnings ?? [] };
}

function checkShape<T extends z.ZodType>(shape: T, json: unknown, what: string, status: number): z.output<T> {
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the top';
  throw new ApiFailure('protocol', `unexpected answer from ${what}, at ${place}: ${issue?.message}`, status);
}

/**
 * Sends a request; an answer that is no success becomes an ApiFailure with the collector's own words. A collector that is
 * starting is asked again for a while.
 */
export async function send(path: string, init: RequestInit, options: RequestOptions): Promise<Response> {
  const { signal, startPatienceMs = START_PATIENCE_MS } = options;
  for (let waitedMs = 0; ; waitedMs += START_RETRY_MS) {
    try {
      return await sendOnce(path, init, options);
    } catch (error) {
      if (!(error instanceof ApiFailure && error.isStarting) || waitedMs >= startPatienceMs) throw error;
    }
    await pause(START_RETRY_MS, signal);
  }
}

async function sendOnce(path: string, init: RequestInit, { signal, baseUrl = '' }: RequestOptions): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`${baseUrl}/api/v1/${path}`, { ...init, ...(signal && { signal }) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiFailure('network', 'the collector cannot be reached', 0, { cause });
  }
  if (!response.ok) throw await failureOf(response);
  return response;
}

/** Rejects with the signal's reason. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, ms);
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const { status } = response;
  const parsed = errorEnvelope.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return new ApiFailure(parsed.data.errorType, parsed.data.error, status);
  const words = [500, 502, 503, 504].includes(status) ? 'the collector does not answer' : 'the request was refused';
  return new ApiFailure('protocol', `${words} (HTTP ${status})`, status);
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new ApiFailure('protocol', 'the collector answered with something else than JSON', response.status, {
      cause,
    });
  }
}

function searchOf(fields: SearchFields): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === '') continue;
    if (typeof value === 'object') for (const item of value) search.append(name, item);
    else search.append(name, String(value));
  }
  return search;
}
