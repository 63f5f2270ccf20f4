import type { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';

declare global {
  /** The answer that the web server (`collector/supervisor/web/server.mjs`), which shares this process, is giving now. */
  var belvedereAnswers: AsyncLocalStorage<ServerResponse> | undefined;
}

/** Sets the HTTP status of the page that is being made; Next has no way to say more than 404 and redirects. */
export function setAnswerStatus(status: number): void {
  const answer = globalThis.belvedereAnswers?.getStore();
  if (answer !== undefined && !answer.headersSent) answer.statusCode = status;
}
