import { expect, it } from 'vitest';
import { localPath } from './localPath';

it.each([
  [undefined, '/'],
  ['', '/'],
  ['/d/host/host?from=now-1h&to=now', '/d/host/host?from=now-1h&to=now'],
  ['/dashboards', '/dashboards'],
  ['dashboards', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/a\\b', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/login?redirectTo=/', '/'],
  ['/api/user', '/'],
  ['/loginner', '/loginner'],
  [`/${'a'.repeat(5000)}`, '/'],
])('%s leads to %s', (text, want) => expect(localPath(text)).toBe(want));
