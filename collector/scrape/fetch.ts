import { type IncomingMessage, request as requestHttp } from 'node:http';
import { type RequestOptions, request as requestHttps } from 'node:https';
import type { ScrapeConfig } from '@/collector/config/scrapeConfig';
import { acceptEncoding, acceptHeader } from './accept';
import { Agents } from './agents';
import { readBody } from './bodyReader';
import { credentialHeaders } from './credentials';
import { assertAllowedHost, EgressRefusedError } from './egressGuard';
import type { FetchBody, FetchedBody } from './scrapeDependencies';
import { ScrapeError } from './scrapeError';

const MAX_REDIRECTS = 10;
/** Idle connections that may turn out to be closed before a request is given up. */
const MAX_ATTEMPTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const USER_AGENT = 'Belvedere';

export interface FetcherOptions {
  /** Also scrape link-local and metadata addresses. */
  readonly allowLinkLocal: boolean;
}

/** Fetches the bodies of one scrape pool over its own keep-alive connections. */
export interface Fetcher {
  readonly fetchBody: FetchBody;
  close(): void;
}

type Headers = Readonly<Record<string, string | string[]>>;

export function createFetcher(config: ScrapeConfig, options: FetcherOptions): Fetcher {
  const agents = new Agents(config.http.tls, !options.allowLinkLocal);
  const http = new PoolFetcher(config, options, agents);
  return { fetchBody: (url, timeoutMs, signal) => http.fetch(url, timeoutMs, signal), close: () => agents.close() };
}

class PoolFetcher {
  readonly #accept: string;

  constructor(
    private readonly config: ScrapeConfig,
    private readonly options: FetcherOptions,
    private readonly agents: Agents,
  ) {
    this.#accept = acceptHeader(config.scrapeProtocols);
  }

  async fetch(target: string, timeoutMs: number, signal: AbortSignal): Promise<FetchedBody> {
    const url = new URL(target);
    const headers = {
      accept: this.#accept,
      'accept-encoding': acceptEncoding(url.hostname, this.config.enableCompression),
      'user-agent': USER_AGENT,
      'x-prometheus-scrape-timeout-seconds': String(timeoutMs / 1000),
    };
    const credentials = await credentialHeaders(this.config.http);
    try {
      const response = await this.#follow(url, headers, credentials, signal);
      if (response.statusCode !== 200) throw statusError(response);
      const body = await readBody(response, this.config.limits.bodySizeBytes);
      return { body, contentType: response.headers['content-type'] };
    } catch (error) {
      throw scrapeError(error, target, signal);
    }
  }

  async #follow(first: URL, plain: Headers, credentials: Headers, signal: AbortSignal): Promise<IncomingMessage> {
    let url = first;
    let headers: Headers = { ...plain, ...credentials };
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const response = await this.#request(url, headers, signal);
      const location = response.headers.location;
      const redirected = REDIRECTS.has(response.statusCode ?? 0) && location !== undefined;
      if (!redirected || !this.config.http.followRedirects) return response;
      response.destroy();
      const next = redirectTarget(location, url);
      // Credentials are for the configured host only, and do not come back once they were dropped.
      if (next.origin !== url.origin) headers = plain;
      url = next;
    }
    throw new ScrapeError('redirect', `stopped after ${MAX_REDIRECTS} redirects`);
  }

  async #request(url: URL, headers: Headers, signal: AbortSignal): Promise<IncomingMessage> {
    if (!this.options.allowLinkLocal) assertAllowedHost(url.hostname);
    const agent = await this.agents.for(url.protocol);
    const options: RequestOptions = { agent, headers, signal, method: 'GET' };
    for (let attempt = 1; ; attempt++) {
      const sent = await send(url, options);
      if (sent.ok) return sent.response;
      // The target closed an idle connection just as we took it up: not a failure, so ask again on another one.
      if (!sent.wasIdle || attempt === MAX_ATTEMPTS) throw sent.error;
    }
  }
}

type Sent = { ok: true; response: IncomingMessage } | { ok: false; error: Error; wasIdle: boolean };

function send(url: URL, options: RequestOptions): Promise<Sent> {
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) =>
      resolve({ ok: true, response }),
    );
    request.on('error', (error) => {
      const code = 'code' in error ? error.code : '';
      const isHangUp = code === 'ECONNRESET' || code === 'EPIPE';
      resolve({ ok: false, error, wasIdle: request.reusedSocket && isHangUp });
    });
    request.end();
  });
}

function redirectTarget(location: string, from: URL): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  if (next === undefined || (next.protocol !== 'http:' && next.protocol !== 'https:')) {
    throw new ScrapeError('redirect', `redirect to ${JSON.stringify(location.slice(0, 100))}, which is no http URL`);
  }
  return next;
}

function statusError(response: IncomingMessage): ScrapeError {
  response.destroy();
  const status = `${response.statusCode ?? 0} ${response.statusMessage ?? ''}`.trim();
  return new ScrapeError('httpStatus', `server returned HTTP status ${status}`);
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by peer',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name cannot be resolved at the moment',
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
  ETIMEDOUT: 'the connection timed out',
};

/** Every failure as a ScrapeError that says what was asked of whom. */
function scrapeError(error: unknown, target: string, signal: AbortSignal): ScrapeError {
  const cause = signal.aborted ? signal.reason : error;
  if (cause instanceof ScrapeError) {
    return cause.code === 'timeout'
      ? new ScrapeError('timeout', `Get ${JSON.stringify(target)}: ${cause.message}`)
      : cause;
  }
  if (cause instanceof EgressRefusedError) return new ScrapeError('egress', cause.message, cause);
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message || code : String(cause));
  return new ScrapeError('connection', `Get ${JSON.stringify(target)}: ${reason}`, cause);
}
