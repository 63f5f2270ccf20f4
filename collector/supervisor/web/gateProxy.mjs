// @ts-check
import { Agent, request as httpRequest } from 'node:http';
import { clientAddress } from './clientAddress.mjs';

/** Of RFC 9110 §7.6.1: they concern one connection and are not passed on. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** Grafana's ways to its data sources, for the built-in one and the one of a plain number: `/api/v1/…` follows. */
const SOURCE = /^\/api\/datasources\/(proxy\/(uid\/belvedere|1)|uid\/belvedere\/resources)(?=\/api\/v1\/)/;

/** A path as the collector knows it: Grafana's detour by a data source is cut off. @param {string} url */
export function collectorPath(url) {
  return url.replace(SOURCE, '');
}

/** Whether a path belongs to the collector and not to the web app. @param {string} url path with its query */
export function belongsToCollector(url) {
  return /^\/(api\/v[12]\/|federate(\?|$)|pushgateway\/|-\/)/.test(collectorPath(url));
}

/**
 * Passes requests on to the collector's gate as they are, both bodies streamed. Next's rewrites can do that too, but
 * they are fixed when the app is built, give up after 30 s, and compress what they pass on.
 * @param {number} gatePort on loopback
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void}
 */
export function createGateProxy(gatePort) {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  return (request, response) => {
    const { method, url } = request;
    const headers = forwardable(request.headers);
    // By itself Node frames no body of a GET or DELETE; the gate would take it for the next request, and answer that to
    // whoever comes next on the connection.
    if (request.headers['transfer-encoding'] !== undefined) headers['transfer-encoding'] = 'chunked';
    const host = request.headers.host;
    // What the visitor's browser knows us by; a value that a client made up is overwritten.
    if (host !== undefined) headers['x-forwarded-host'] = host;
    headers['x-forwarded-for'] = clientAddress(request);
    const path = collectorPath(url ?? '/');
    const options = { agent, host: '127.0.0.1', port: gatePort, method, path, headers };
    const passed = httpRequest(options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, forwardable(answer.headers));
      // Event streams begin with headers alone; they must not wait for the first event.
      response.flushHeaders();
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    });
    passed.once('error', () => refuse(response));
    // A visitor who leaves must not keep a query running.
    response.once('close', () => passed.destroy());
    request.pipe(passed);
  };
}

/** What frames a message or says who sends it, no Connection header can take away. */
const KEPT = ['authorization', 'content-length', 'content-type', 'cookie', 'host', 'origin', 'sec-fetch-site'];

/** @param {import('node:http').IncomingHttpHeaders} headers @returns {import('node:http').OutgoingHttpHeaders} */
function forwardable(headers) {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const dropped = new Set([...HOP_BY_HOP, ...named.filter((name) => !KEPT.includes(name))]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}

/** As the collector's own API says it. @param {import('node:http').ServerResponse} response */
function refuse(response) {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const error = 'the collector does not answer; it is starting or has stopped';
  response.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '1' });
  response.end(JSON.stringify({ status: 'error', errorType: 'unavailable', error }));
}
