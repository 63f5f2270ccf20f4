import { Agent, request } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const TIMEOUT_MS = 60_000;
/** One connection for each server, kept. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export interface RequestOptions {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

/** One request, the answer read to its end. Rejects when there is no answer. */
export function httpRequest(url: string, { method = 'GET', headers = {}, body }: RequestOptions): Promise<HttpAnswer> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method, agent, timeout: TIMEOUT_MS, headers: { ...headers, ...length } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
      },
    );
    sent.once('timeout', () => sent.destroy(new Error(`no answer from ${url} within ${TIMEOUT_MS / 1000} s`)));
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Rejects unless the status is 2xx. */
export async function mustSucceed(url: string, options: RequestOptions = {}): Promise<Buffer> {
  const { status, body } = await httpRequest(url, options);
  if (status >= 200 && status < 300) return body;
  throw new Error(`${options.method ?? 'GET'} ${url}: status ${status}: ${body.toString().slice(0, 300)}`);
}

export function closeConnections(): void {
  agent.destroy();
}
