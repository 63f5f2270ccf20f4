// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../failure.mjs';

/** How long a collector may be away, for a restart, before a command gives up. */
const PATIENCE_MS = 120_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;
/** Answers that are of the moment: another try may go through. */
const PASSING = [429, 502, 503, 504];

/**
 * @typedef {object} ClientOptions
 * @property {string | undefined} url of the collector or the web app; undefined: BELVEDERE_URL, else the collector here
 * @property {string | undefined} token undefined: BELVEDERE_TOKEN, if any
 * @property {(reason: string) => void} onRetry told when a request has to be repeated
 * @property {number} [patienceMs]
 */

/** Sends requests to a running Belvedere, and repeats those that a restart or an outage kept from being answered. */
export class CollectorClient {
  /** @param {ClientOptions} options @throws Failure */
  constructor({ url, token, onRetry, patienceMs = PATIENCE_MS }) {
    const { base, authorization } = readUrl(url ?? process.env['BELVEDERE_URL'] ?? ownUrl());
    const bearer = token ?? process.env['BELVEDERE_TOKEN'];
    this.base = base;
    this.onRetry = onRetry;
    this.patienceMs = patienceMs;
    /** @type {Record<string, string>} */
    this.headers = bearer ? { authorization: `Bearer ${bearer}` } : authorization ? { authorization } : {};
  }

  /**
   * @param {string} path with its query
   * @param {{ method?: string, body?: Uint8Array<ArrayBuffer>, type?: string }} [request]
   * @returns {Promise<Response>} of status 200
   * @throws Failure with what the collector says
   */
  async send(path, { method = 'GET', body, type } = {}) {
    const headers = type === undefined ? this.headers : { ...this.headers, 'content-type': type };
    const beganMs = performance.now();
    for (let tries = 0; ; tries++) {
      const { response, reason } = await attempt(`${this.base}${path}`, { method, headers, ...(body && { body }) });
      if (response?.ok) return response;
      if (response !== undefined && !PASSING.includes(response.status)) throw new Failure(refusal(response, reason));
      if (performance.now() - beganMs > this.patienceMs) {
        throw new Failure(`${this.base} does not answer: ${reason}; --url or BELVEDERE_URL names another address`);
      }
      if (tries === 0) this.onRetry(reason);
      await delay(Math.min(FIRST_RETRY_MS * 2 ** tries, LAST_RETRY_MS));
    }
  }
}

/**
 * @param {string} url
 * @param {RequestInit} request
 * @returns {Promise<{ response: Response | undefined, reason: string }>}
 */
async function attempt(url, request) {
  try {
    const response = await fetch(url, { ...request, redirect: 'error' });
    return { response, reason: response.ok ? '' : await messageOf(response) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    return { response: undefined, reason: code ?? (cause instanceof Error ? cause.message : String(cause)) };
  }
}

/** What an answer says went wrong: Prometheus' envelope, or a line of text. @param {Response} response */
async function messageOf(response) {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text);
    if (typeof error === 'string') return error;
  } catch {
    // A proxy's page.
  }
  return text.trim().slice(0, 200) || `status ${response.status}`;
}

/** @param {Response} response @param {string} reason */
function refusal(response, reason) {
  if (response.status === 401) return `${reason} (a token goes into --token or BELVEDERE_TOKEN)`;
  return reason;
}

function ownUrl() {
  return `http://127.0.0.1:${process.env['BELVEDERE_COLLECTOR_PORT'] || '9490'}`;
}

/** Requests may not carry credentials in their URL, so these become a header. @param {string} text */
function readUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Failure(`--url must be like http://127.0.0.1:9490, not ${text}`);
  const { username, password } = url;
  const authorization = username
    ? `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`
    : undefined;
  return { base: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, authorization };
}
