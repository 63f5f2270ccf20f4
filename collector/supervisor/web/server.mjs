// @ts-check
// Program of its own: serves the web app and passes the collector's paths on. Reads PORT, HOST, DATABASE_URL,
// BELVEDERE_GATE_PORT; with BELVEDERE_WEB_DEV it compiles the app as it is asked for.
import { createServer } from 'node:http';
import { PROJECT } from '../project.mjs';
import { clientAddress } from './clientAddress.mjs';
import { contentSecurityPolicy, makeNonce, SECURITY_HEADERS } from './contentSecurity.mjs';
import { belongsToCollector, createGateProxy } from './gateProxy.mjs';
import { obeySupervisor } from './obeySupervisor.mjs';

const STOP_TIMEOUT_MS = 3000;

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
  const passToCollector = createGateProxy(Number(env['BELVEDERE_GATE_PORT']));
  server.on('request', (request, response) => {
    if (belongsToCollector(request.url ?? '')) {
      passToCollector(request, response);
      return;
    }
    secure(request, response, dev);
    void handlePage(request, response);
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
 */
function secure(request, response, dev) {
  const nonce = makeNonce();
  const policy = contentSecurityPolicy(nonce, dev);
  request.headers['x-nonce'] = nonce;
  request.headers['content-security-policy'] = policy;
  request.headers['x-belvedere-client'] = clientAddress(request);
  request.headers['x-belvedere-path'] = request.url ?? '/';
  response.setHeader('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
}

obeySupervisor(() => main(process.env));
