/** The page for people who open the collector's port in a browser: the pages are elsewhere. */
import type { FastifyInstance } from 'fastify';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

export function rootRoute(app: FastifyInstance, deps: { readonly webUrl: string }): void {
  app.get('/', { config: { access: 'read' } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(page(deps.webUrl)),
  );
}

function page(webUrl: string): string {
  const url = escapeHtml(webUrl);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Belvedere collector</title>
<style>body{font:15px/1.6 system-ui,sans-serif;max-width:36em;margin:4em auto;padding:0 1em}</style></head>
<body>
<h1>Belvedere collector</h1>
<p>This port speaks the Prometheus HTTP API. Dashboards are at <a href="${url}">${url}</a>.</p>
<p><a href="metrics">Metrics</a> · <a href="-/ready">Readiness</a> · <a href="api/v1/targets">Targets</a></p>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
