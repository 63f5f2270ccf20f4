import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createHostCheck } from './ownHosts.mjs';

const env: NodeJS.ProcessEnv = {
  NODE_ENV: 'test',
  HOST: '127.0.0.1',
  BELVEDERE_ANONYMOUS_ROLE: 'Viewer',
  BELVEDERE_ALLOWED_HOSTS: 'box, nas.lan:8080 ,',
  BELVEDERE_EXTERNAL_URL: 'https://metrics.example.org:8443',
};

describe('createHostCheck', () => {
  it.each<[Record<string, string>, boolean]>([
    [{ host: 'localhost:3000' }, true],
    [{ host: '127.0.0.1:3000' }, true],
    [{ host: 'box:3000' }, true],
    [{ host: 'NAS.lan' }, true],
    [{ host: 'metrics.example.org:8443' }, true],
    [{ host: '127.0.0.1:3000', 'x-forwarded-host': 'metrics.example.org' }, true],
    [{ host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, true],
    [{ host: 'evil.example', authorization: 'Basic eDp5' }, true],
    [{ host: 'evil.example' }, false],
    [{ host: 'evil.example', cookie: 'belvedere_session=made-up' }, false],
    [{ host: '127.0.0.1', 'x-forwarded-host': 'evil.example' }, false],
    [{ host: '127.0.0.1', origin: 'https://evil.example' }, false],
    [{ host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, false],
    [{}, false],
  ])('%j may come: %s', (headers, may) => {
    expect(createHostCheck(env)(headers) === undefined).toBe(may);
  });

  it('names both settings', () => {
    const why = createHostCheck(env)({ host: 'evil.example' });
    expect(why).toMatch(/"evil\.example".*BELVEDERE_ALLOWED_HOSTS.*BELVEDERE_EXTERNAL_URL/);
  });

  it.each([
    ['0.0.0.0', hostname(), true],
    ['::', hostname(), true],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['127.0.0.1', `not-${hostname()}`, false],
  ])('listening on %s answers to %s: %s', (HOST, host, may) => {
    expect(createHostCheck({ ...env, HOST })({ host }) === undefined).toBe(may);
  });

  it('lets every name pass where everybody has to sign in', () => {
    for (const role of ['none', undefined]) {
      expect(createHostCheck({ ...env, BELVEDERE_ANONYMOUS_ROLE: role })({ host: 'any.example' })).toBeUndefined();
    }
  });
});
