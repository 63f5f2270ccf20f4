import { Counter, Histogram, type Registry } from 'prom-client';

/** Counts finished requests. `handler` is the route's pattern, so the labels stay few whatever is asked. */
export interface HttpMetrics {
  observe(handler: string, method: string, status: number, durationMs: number): void;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']);
const BUCKETS_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** Make one and share it between listeners: names are registered once. */
export function createHttpMetrics(registry: Registry): HttpMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'belvedere_http_requests_total',
    help: 'Finished HTTP requests.',
    labelNames: ['handler', 'method', 'code'],
    registers,
  });
  const compatible = new Counter({
    name: 'prometheus_http_requests_total',
    help: 'Finished HTTP requests.',
    labelNames: ['handler', 'code'],
    registers,
  });
  const duration = new Histogram({
    name: 'belvedere_http_request_duration_seconds',
    help: 'Time from the request to the last byte of the answer.',
    labelNames: ['handler'],
    buckets: BUCKETS_SECONDS,
    registers,
  });
  return {
    observe(handler, method, status, durationMs) {
      const code = String(status);
      requests.inc({ handler, method: METHODS.has(method) ? method : 'other', code });
      compatible.inc({ handler, code });
      duration.observe({ handler }, durationMs / 1000);
    },
  };
}
