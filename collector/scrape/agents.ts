import { Agent as HttpAgent } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent } from 'node:https';
import type { TlsConfig } from '@/collector/config/scrapeConfig';
import { readSecret } from './credentials';
import { guardedLookup } from './egressGuard';

/**
 * The keep-alive connections of one scrape pool. Connections stay open between scrapes; when a certificate or key
 * file has changed, new ones are made with the new material and the old ones end with their last use.
 */
export class Agents {
  readonly #http: HttpAgent;
  #https: { agent: HttpsAgent; material: string } | undefined;

  constructor(
    private readonly tls: TlsConfig,
    private readonly guarded: boolean,
  ) {
    this.#http = new HttpAgent(this.#connectOptions());
  }

  /** Rejects with ScrapeError when a TLS file cannot be read. */
  async for(protocol: string): Promise<HttpAgent | HttpsAgent> {
    if (protocol === 'http:') return this.#http;
    const { tls } = this;
    const [ca, cert, key] = await Promise.all([
      tls.caFile === '' ? tls.ca : readSecret(tls.caFile),
      tls.certFile === '' ? tls.cert : readSecret(tls.certFile),
      tls.keyFile === '' ? (tls.key?.reveal() ?? '') : readSecret(tls.keyFile),
    ]);
    const material = [ca, cert, key].join('\u0000');
    if (this.#https?.material !== material) {
      closeIdle(this.#https?.agent);
      this.#https = {
        material,
        agent: new HttpsAgent({ ...this.#connectOptions(), ...tlsOptions(tls, ca, cert, key) }),
      };
    }
    return this.#https.agent;
  }

  close(): void {
    this.#http.destroy();
    this.#https?.agent.destroy();
  }

  #connectOptions(): AgentOptions {
    return { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, ...(this.guarded && { lookup: guardedLookup }) };
  }
}

/** Unlike destroy(), spares the scrapes that are running. */
function closeIdle(agent: HttpsAgent | undefined): void {
  for (const sockets of Object.values(agent?.freeSockets ?? {})) for (const socket of sockets ?? []) socket.destroy();
}

function tlsOptions(tls: TlsConfig, ca: string, cert: string, key: string): AgentOptions {
  return {
    rejectUnauthorized: !tls.insecureSkipVerify,
    minVersion: tls.minVersion ?? 'TLSv1.2',
    ...(ca !== '' && { ca }),
    ...(cert !== '' && { cert }),
    ...(key !== '' && { key }),
    ...(tls.serverName !== '' && { servername: tls.serverName }),
    ...(tls.maxVersion !== undefined && { maxVersion: tls.maxVersion }),
  };
}
