import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { belongsToCollector, collectorPath, createGateProxy } from './gateProxy.mjs';

it.each([
  ['/api/v1/query?query=up', true],
  ['/api/v2/alerts', true],
  ['/federate', true],
  ['/federate?match[]=up', true],
  ['/pushgateway/metrics/job/x', true],
  ['/-/healthy', true],
  ['/', false],
  ['/api/health', false],
  ['/api/v11/query', false],
  ['/metrics', false],
  ['/federated', false],
  ['/d/x?next=/api/v1/query', false],
  ['/api/datasources/proxy/uid/belvedere/api/v1/query?query=up', true],
  ['/api/datasources/proxy/1/api/v1/query', true],
  ['/api/datasources/uid/belvedere/resources/api/v1/labels', true],
  ['/api/datasources/uid/belvedere', false],
  ['/api/datasources/proxy/uid/other/api/v1/query', false],
  ['/api/datasources/proxy/uid/belvedere/api/v11/query', false],
  ['/api/datasources/proxy/uid/belvedere/metrics', false],
])('%s belongs to the collector: %s', (url, want) => {
  expect(belongsToCollector(url)).toBe(want);
});

it.each([
  ['/api/datasources/proxy/uid/belvedere/api/v1/query?query=up', '/api/v1/query?query=up'],
  ['/api/datasources/uid/belvedere/resources/api/v1/labels', '/api/v1/labels'],
  ['/api/v1/query?x=/api/datasources/proxy/1/api/v1/', '/api/v1/query?x=/api/datasources/proxy/1/api/v1/'],
])('%s is %s to the collector', (url, want) => {
  expect(collectorPath(url)).toBe(want);
});

describe('createGateProxy', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  const listen = async (handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> => {
    const server = createServer(handle);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  };
  const proxyTo = async (gatePort: number): Promise<string> =>
    `http://127.0.0.1:${await listen(createGateProxy(gatePort))}`;

  it('passes method, query, headers and body on, and status, headers and body back', async () => {
    const gate = await listen((incoming, response) => {
      let body = '';
      incoming.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      incoming.on('end', () => {
        const { method, url, headers } = incoming;
        response.writeHead(418, { 'X-From': 'gate', 'Set-Cookie': ['a=1', 'b=2'] });
        response.end(JSON.stringify({ method, url, body, accept: headers.accept, by: headers['x-forwarded-host'] }));
      });
    });
    const base = await proxyTo(gate);
    const answer = await fetch(`${base}/api/v1/query?match[]=a&match[]=b`, {
      method: 'POST',
      headers: { Accept: 'text/x-test' },
      body: 'query=up',
    });
    expect(answer.status).toBe(418);
    expect(answer.headers.get('x-from')).toBe('gate');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.json()).toEqual({
      method: 'POST',
      url: '/api/v1/query?match[]=a&match[]=b',
      body: 'query=up',
      accept: 'text/x-test',
      by: new URL(base).host,
    });
  });

  it('sends each part of a stream as it comes', async () => {
    let more: () => void = () => undefined;
    const gate = await listen((_, response) => {
      response.write('first');
      more = () => response.end('second');
    });
    const answer = await fetch(`${await proxyTo(gate)}/api/v1/query_batch`);
    const reader = answer.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first');
    more();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('second');
  });

  it('ends the request at the gate when the visitor leaves', async () => {
    const left = new Promise<void>((resolve) => {
      void listen((_, response) => {
        response.write('x');
        response.once('close', resolve);
      }).then(async (gate) => {
        const visitor = request(`${await proxyTo(gate)}/api/v1/query`, (answer) => {
          answer.once('data', () => visitor.destroy());
        });
        visitor.on('error', () => undefined);
        visitor.end();
      });
    });
    await left;
  });

  it.each(['GET', 'DELETE', 'OPTIONS', 'POST'])(
    'keeps the body of a %s apart from the next request',
    async (method) => {
      const seen: string[] = [];
      const gate = await listen((incoming, response) => {
        void text(incoming).then((body) => {
          seen.push(`${incoming.method} ${incoming.url} ${body.length}`);
          response.end(incoming.url);
        });
      });
      const base = await proxyTo(gate);
      const inner =
        'POST /smuggled HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 6.6.6.6\r\nContent-Length: 0\r\n\r\n';
      const start = `${method} /api/v1/labels HTTP/1.1\r\nHost: localhost\r\n`;
      await sendRaw(
        base,
        `${start}Transfer-Encoding: chunked\r\n\r\n${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`,
      );
      await sendRaw(base, `${start}Connection: content-length\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`);
      expect(await (await fetch(`${base}/api/v1/query`)).text()).toBe('/api/v1/query');
      const labels = `${method} /api/v1/labels ${inner.length}`;
      expect(seen).toEqual([labels, labels, 'GET /api/v1/query 0']);
    },
  );

  it('passes on who asks, whatever a Connection header names', async () => {
    const gate = await listen(({ headers }, response) => {
      response.end(JSON.stringify([headers.host, headers.cookie, headers['x-forwarded-for'], headers['x-dropped']]));
    });
    const named = 'cookie, host, x-forwarded-for, x-dropped';
    const lines = ['GET /api/v1/labels HTTP/1.1', 'Host: box', `Connection: ${named}`, 'Cookie: a=1', 'X-Dropped: 1'];
    const answer = await sendRaw(await proxyTo(gate), `${lines.join('\r\n')}\r\n\r\n`);
    expect(answer).toContain('["box","a=1","127.0.0.1",null]');
  });

  it('says in the form of the API that the collector is away', async () => {
    const answer = await fetch(`${await proxyTo(1)}/api/v1/query`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: 'error', errorType: 'unavailable' });
  });

  it('cuts an answer short that breaks off at the gate', async () => {
    const gate = await listen((_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => response.destroy());
    });
    const base = await proxyTo(gate);
    await expect(fetch(`${base}/api/v1/query`).then((answer) => answer.text())).rejects.toThrow();
  });
});

/** Sends bytes as they are. @returns what came back until a pause */
async function sendRaw(base: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  socket.write(request);
  socket.setTimeout(200, () => socket.end());
  return text(socket);
}
