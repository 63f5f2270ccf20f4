import { expect, it } from 'vitest';
import { readTarget } from './requestTarget.mjs';

it.each([
  ['GET', '/', '/'],
  ['GET', '/d/host/host?from=now-1h&to=..', '/d/host/host?from=now-1h&to=..'],
  ['GET', '/d/a.b/..c', '/d/a.b/..c'],
  ['GET', '/d/%C3%A9', '/d/%C3%A9'],
  ['GET', '/login?redirectTo=%2Fusers', '/login?redirectTo=%2Fusers'],
  ['POST', '/login', '/api/login'],
  ['POST', '/login?x=1', '/api/login?x=1'],
  ['POST', '/login/link', '/login/link'],
  ['GET', '/_next/../d/host', undefined],
  ['GET', '/_next/%2e%2E/d/host', undefined],
  ['GET', '/_next/..%2fd/host', undefined],
  ['GET', '/./d/host', undefined],
  ['GET', '/d/..', undefined],
  ['GET', '/_next\\..\\d', undefined],
  ['GET', '/_next/%5c', undefined],
  ['GET', '/d/%00', undefined],
  ['GET', '/d/%ff', undefined],
  ['GET', '/d/%', undefined],
  ['GET', 'http://evil.example/api/search', undefined],
  ['OPTIONS', '*', undefined],
])('%s %s is for %s', (method, url, want) => {
  expect(readTarget(method, url)).toBe(want);
});
