import Fastify, { type FastifyInstance } from 'fastify';
import { type Gatekeeper, guardRequests } from './access';
import { ApiError } from './apiError';
import { refuseEncodedBodies } from './bodyEncoding';
import { compressResponses } from './compression';
import type { ApiDeps } from './deps';
import { adminSealRoute } from './endpoints/adminSeal';
import { adminTsdbRoutes } from './endpoints/adminTsdb';
import { exportRoute } from './endpoints/export';
import { exportersRoute } from './endpoints/exporters';
import { formatQueryRoute } from './endpoints/formatQuery';
import { importRoute } from './endpoints/import';
import { labelsRoute } from './endpoints/labels';
import { labelValuesRoute } from './endpoints/labelValues';
import { managementRoutes } from './endpoints/management';
import { metadataRoute } from './endpoints/metadata';
import { metricsRoute } from './endpoints/metrics';
import { parseQueryRoute } from './endpoints/parseQuery';
import { queryRoute } from './endpoints/query';
import { queryBatchRoute } from './endpoints/queryBatch';
import { queryExemplarsRoute } from './endpoints/queryExemplars';
import { queryRangeRoute } from './endpoints/queryRange';
import { rootRoute } from './endpoints/root';
import { rulesRoutes } from './endpoints/rules';
import { seriesRoute } from './endpoints/series';
import { buildinfoRoute } from './endpoints/status/buildinfo';
import { configRoute } from './endpoints/status/config';
import { flagsRoute } from './endpoints/status/flags';
import { runtimeinfoRoute } from './endpoints/status/runtimeinfo';
import { tsdbRoute } from './endpoints/status/tsdb';
import { walreplayRoute } from './endpoints/status/walreplay';
import { targetsRoute } from './endpoints/targets';
import { targetsMetadataRoute } from './endpoints/targetsMetadata';
import { writeRoute } from './endpoints/write';
import { acceptForms } from './parameters';
import { createRequestSignals } from './requestSignals';
import { respondToError } from './respond';

/** A form or a JSON body; routes that take more say so. */
const BODY_LIMIT = 1024 * 1024;

/** Expressions travel in URLs, and label names in paths. */
const MAX_HEADER_BYTES = 256 * 1024;
const MAX_PATH_PARAMETER = 4096;

/** Longest wait for a request's headers and body. */
const REQUEST_TIMEOUT_MS = 60_000;

/** What answers in progress get when the server closes; after it their connections are cut. */
const DRAIN_MS = 2_000;

export interface ServerOptions {
  /** Asks for credentials; undefined on a port that only this machine reaches. */
  readonly gatekeeper: Gatekeeper | undefined;
  /** Host names that requests without a credential may carry besides the loopback names; without ports. */
  readonly allowedHosts: readonly string[];
  /** Authority of the web app's public address. */
  readonly externalHost: string | undefined;
  /** Whether series may be deleted. Absent: not. */
  readonly adminApi?: boolean;
}

/**
 * The collector's HTTP API. Made twice over the same parts: for the collector's own port and for the gate, to
 * which the web app passes its visitors on. The caller listens and closes; closing cancels the queries that run.
 */
export function createServer(deps: ApiDeps, options: ServerOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER },
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    frameworkErrors: respondToError(deps.log),
  });
  observeRequests(app, deps);
  addDefaultHeaders(app);
  guardRequests(app, { ...options, readiness: deps.readiness });
  compressResponses(app);
  refuseEncodedBodies(app);
  acceptForms(app);
  // A page of another site may post text/plain without asking first; no route takes it.
  app.removeContentTypeParser('text/plain');
  boundDrain(app);
  app.setErrorHandler(respondToError(deps.log));
  app.setNotFoundHandler(() => {
    throw new ApiError('not_found', 'there is nothing at this address');
  });
  addRoutes(app, deps, options.adminApi === true);
  return app;
}

function addRoutes(app: FastifyInstance, deps: ApiDeps, adminApi: boolean): void {
  const signals = createRequestSignals(app);
  adminTsdbRoutes(app, deps, signals, adminApi);
  for (const route of [queryRoute, queryRangeRoute, queryBatchRoute]) route(app, deps, signals);
  for (const route of [seriesRoute, labelsRoute, labelValuesRoute, exportRoute, queryExemplarsRoute])
    route(app, deps, signals);
  for (const route of [targetsRoute, targetsMetadataRoute, metadataRoute]) route(app, deps);
  for (const route of [buildinfoRoute, runtimeinfoRoute, flagsRoute, configRoute, tsdbRoute, walreplayRoute])
    route(app, deps);
  for (const route of [writeRoute, importRoute, exportersRoute, metricsRoute]) route(app, deps);
  for (const route of [managementRoutes, adminSealRoute, rootRoute]) route(app, deps);
  for (const route of [rulesRoutes, formatQueryRoute, parseQueryRoute]) route(app);
}

/** Answers change with every scrape, must not be changed on the way, and are never anything but what they say. */
function addDefaultHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store, no-transform').header('x-content-type-options', 'nosniff');
  });
}

function boundDrain(app: FastifyInstance): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    timer = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  });
  app.addHook('onClose', async () => clearTimeout(timer));
}

function observeRequests(app: FastifyInstance, deps: ApiDeps): void {
  app.addHook('onResponse', async (request, reply) => {
    const handler = request.routeOptions.url ?? 'none';
    deps.http.observe(handler, request.method, reply.statusCode, reply.elapsedTime);
  });
}
