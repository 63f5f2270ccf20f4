import type { JsonObject } from '@/lib/dashboard/document';
import { LibraryError, type LibraryErrorCode } from '@/lib/db/libraryError';
import { database } from './database';
import { pingDatabase } from './pingDatabase';
import { Denied, RequestError } from './requestError';

const NO_STORE = { 'cache-control': 'no-store' };

/** HTTP status and Grafana's word for each way in which the library can refuse. */
const REFUSALS: Readonly<Record<LibraryErrorCode, readonly [status: number, word: string]>> = {
  'dashboard-not-found': [404, 'not-found'],
  'version-not-found': [404, 'not-found'],
  'folder-not-found': [404, 'not-found'],
  'snapshot-not-found': [404, 'not-found'],
  'version-mismatch': [412, 'version-mismatch'],
  taken: [409, 'conflict'],
  misplaced: [400, 'bad-request'],
};

/** Answers with the JSON that `work` gives. The one place where failures become status codes. */
export async function answer(work: () => Promise<JsonObject | readonly JsonObject[]>): Promise<Response> {
  try {
    return Response.json(await work(), { headers: NO_STORE });
  } catch (error) {
    return refusal(error);
  }
}

async function refusal(error: unknown): Promise<Response> {
  if (error instanceof Denied) return error.response;
  if (error instanceof RequestError) return say(error.status, error.message, error.word);
  if (error instanceof LibraryError) return say(REFUSALS[error.code][0], error.message, REFUSALS[error.code][1]);
  console.error('a request to the web app failed', error);
  if (await pingDatabase(database))
    return say(500, 'Belvedere failed at this request. The log of the web process says why.');
  return say(503, 'The database does not answer. /api/health tells whether it is back.');
}

function say(status: number, message: string, word?: string): Response {
  return Response.json({ message, ...(word !== undefined && { status: word }) }, { status, headers: NO_STORE });
}
