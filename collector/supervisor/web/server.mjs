// @ts-check
// Program of its own: serves the web app and passes the collector's paths on. Reads PORT, HOST, DATABASE_URL,
// BELVEDERE_GATE_PORT, BELVEDERE_EMBED_ORIGINS and what says by which names we may be called (ownHosts.mjs); with
// BELVEDERE_WEB_DEV it compiles the app as it is asked for.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer } from 'node:http';
import { PROJECT } from '../project.mjs';
import { clientAddress } from './clientAddress.mjs';
import { contentSecurityPolicy, makeNonce, securityHeaders } from './contentSecurity.mjs';
import { belongsToCollector, createGateProxy } from './gateProxy.mjs';
import { obeySupervisor } from './obeySupervisor.mjs';
import { createHostCheck } from './ownHosts.mjs';
import { METHODS, readTarget } from './requestTarget.mjs';

const STOP_TIMEOUT_MS = 3000;

/**
 * The answer that is being made. The app runs in this process and sets by it a status for which Next has no word: see
 * app/_server/answerStatus.ts.
 * @type {AsyncLocalStorage<import('node:http').ServerResponse>}
 */
const answers = new AsyncLocalStorage();
Object.assign(globalThis, { belvedereAnswers: answers });

/** @param {NodeJS.ProcessEnv} env */
async function main(env) {
  const dev = env['BELVEDERE_WEB_DEV'] !== undefined;
  const port = Number(env['PORT']);
  const hostname = env['HOST'];
  const { default: createNext } = await import('next');
  const server = createServer();
  const app = createNext({ dev, dir: PROJECT, hostname, port, httpServer: server });
  await app.prepare();
  const handlePage = app.getRequestHandler();
  const embedders = (env['BELVEDERE_EMBED_ORIGINS'] ?? '').split(' ').filter((origin) => origin !== '');
  const passToCollector = createGateProxy(Number(env['BELVEDERE_GATE_PORT']));
  const whyRefused = createHostCheck(env);
  server.on('request', (request, response) => {
    const { method, url = '', headers } = request;
    // The gate checks names by itself: it knows whether a session is good.
    if (belongsToCollector(url)) {
      passToCollector(request, response);
      return;
    }
    secure(request, response, dev, isEmbeddable(url) ? embedders : []);
    const target = readTarget(method, url);
    const refusal = whyRefused(headers);
    if (!METHODS.includes(method ?? '')) refuse(response, 405, `send one of ${METHODS.join(', ')}`);
    else if (target === undefined) refuse(response, 400, 'there is nothing at such an address');
    else if (refusal !== undefined) refuse(response, 403, refusal);
    else {
      request.url = target;
      answers.run(response, () => void handlePage(request, response));
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, hostname, () => resolve(undefined));
  });
  return async () => {
    server.close();
    setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS).unref();
    server.closeIdleConnections();
    await app.close();
  };
}

/**
 * Next takes the nonce for its own scripts from the policy in the request's headers; pages find it in `x-nonce`, and
 * in `x-belvedere-…` what only this server knows. What a client sent under these names is overwritten.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {boolean} dev
 * @param {readonly string[]} embedders origins whose pages may show the answer in a frame
 */
function secure(request, response, dev, embedders) {
  const nonce = makeNonce();
  const policy = contentSecurityPolicy(nonce, dev, embedders);
  request.headers['x-nonce'] = nonce;
  request.headers['content-security-policy'] = policy;
  request.headers['x-belvedere-client'] = clientAddress(request);
  request.headers['x-belvedere-path'] = request.url ?? '/';
  response.setHeader('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(securityHeaders(embedders))) response.setHeader(name, value);
}

/** Pages that change nothing by a click: nobody can be lured into one. @param {string} url */
function isEmbeddable(url) {
  return url.startsWith('/d-solo/');
}

/**
 * In the words of the API, which browsers show as text too.
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} message
 */
function refuse(response, status, message) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Connection: 'close' });
  response.end(JSON.stringify({ message }));
}

obeySupervisor(() => main(process.env));
