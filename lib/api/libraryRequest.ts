/** One request to the web app's own document routes. Aborting rejects with the signal's reason, as `fetch` does. */
import type { z } from 'zod';
import type { JsonObject } from '@/lib/dashboard/document';
import { ApiFailure } from './apiFailure';
import type { RequestOptions } from './request';
import { refusalAnswer } from './responses/library';

export interface LibraryRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root of the site, with its query. */
  readonly path: string;
  readonly body?: JsonObject;
}

/**
 * Sends a request and checks the answer's shape. Throws ApiFailure: `errorType` is Grafana's word for the reason where
 * it has one (`version-mismatch`, `name-exists`), else `network`, `protocol` or `refused`.
 */
export async function askLibrary<T extends z.ZodType>(
  { method = 'GET', path, body }: LibraryRequest,
  shape: T,
  { signal, baseUrl = '' }: RequestOptions,
): Promise<z.output<T>> {
  const init: RequestInit = {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  };
  const response = await reach(`${baseUrl}${path}`, init);
  const json: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw refusal(response.status, json);
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the top';
  throw new ApiFailure('protocol', `unexpected answer from ${path}, at ${place}: ${issue?.message}`, response.status);
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiFailure('network', 'Belvedere cannot be reached. Check the connection, then try again.', 0, { cause });
  }
}

function refusal(status: number, json: unknown): ApiFailure {
  const parsed = refusalAnswer.safeParse(json);
  if (parsed.success) return new ApiFailure(parsed.data.status ?? 'refused', parsed.data.message, status);
  const words = status >= 500 ? 'Belvedere does not answer' : 'The request was refused';
  return new ApiFailure('protocol', `${words} (HTTP ${status})`, status);
}
