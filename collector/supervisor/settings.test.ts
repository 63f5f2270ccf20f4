import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from './failure.mjs';
import { inProject } from './project.mjs';
import { readSettings } from './settings.mjs';

const EMPTY: NodeJS.ProcessEnv = { NODE_ENV: 'test' };

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(readSettings(EMPTY, [])).toMatchObject({
      web: { host: '127.0.0.1', port: 3000 },
      collector: { host: '127.0.0.1', port: 9490 },
      gatePort: 9491,
      databaseUrl: undefined,
      dataDir: inProject('.belvedere'),
      configFile: undefined,
    });
  });

  it('prefers flags to the environment, and takes an empty variable as none', () => {
    const env = { ...EMPTY, PORT: '4000', HOST: '', BELVEDERE_COLLECTOR_PORT: '5000', BELVEDERE_CONFIG: 'a.yml' };
    const settings = readSettings(env, ['--port=4001', '--config.file', 'b.yml', '--log.level=debug']);
    expect(settings).toMatchObject({
      web: { host: '127.0.0.1', port: 4001 },
      gatePort: 5001,
      configFile: resolve('b.yml'),
      forCollector: { BELVEDERE_LOG_LEVEL: 'debug' },
    });
  });

  it('takes a switch without a value', () => {
    const { forCollector, web } = readSettings(EMPTY, ['--web.enable-lifecycle', '--port', '4001']);
    expect(forCollector).toMatchObject({ BELVEDERE_ENABLE_LIFECYCLE: 'true' });
    expect(web.port).toBe(4001);
    expect(readSettings(EMPTY, []).forCollector).toMatchObject({ BELVEDERE_ENABLE_LIFECYCLE: 'false' });
  });

  it.each([
    [{}, 'Viewer'],
    [{ HOST: 'localhost' }, 'Viewer'],
    [{ HOST: '::1' }, 'Viewer'],
    [{ HOST: '0.0.0.0' }, 'none'],
    [{ HOST: '127.0.0.1.example.org' }, 'none'],
    [{ HOST: '0.0.0.0', BELVEDERE_ANONYMOUS_ROLE: 'viewer' }, 'Viewer'],
    [{ BELVEDERE_ANONYMOUS_ROLE: 'none' }, 'none'],
    [{ BELVEDERE_ANONYMOUS_ROLE: 'Admin' }, 'Admin'],
  ])('%j gives anonymous visitors the role %s', (env, want) => {
    expect(readSettings({ ...EMPTY, ...env }, []).anonymousRole).toBe(want);
  });

  it.each([
    [undefined, ''],
    ['*', '*'],
    ['https://a.example, http://*.b.example:8080', 'https://a.example http://*.b.example:8080'],
  ])('lets %s show panels in frames', (value, want) => {
    expect(readSettings({ ...EMPTY, BELVEDERE_EMBED_ORIGINS: value }, []).embedOrigins).toBe(want);
  });

  it.each(["'none'", 'https://a.example/x', 'a.example', 'https://a.example;script-src *', 'javascript:'])(
    'refuses %s as an origin',
    (value) => {
      expect(() => readSettings({ ...EMPTY, BELVEDERE_EMBED_ORIGINS: value }, [])).toThrow(Failure);
    },
  );

  it('takes a public address without its last slash', () => {
    const { externalUrl } = readSettings({ ...EMPTY, BELVEDERE_EXTERNAL_URL: 'https://box.example.org/' }, []);
    expect(externalUrl).toBe('https://box.example.org');
    expect(readSettings(EMPTY, []).externalUrl).toBeUndefined();
  });

  it.each([
    ['127.0.0.1:7000', { host: '127.0.0.1', port: 7000 }],
    ['localhost:7000', { host: 'localhost', port: 7000 }],
    ['[::1]:7000', { host: '::1', port: 7000 }],
    [':9090', { host: '0.0.0.0', port: 9090 }],
  ])('takes the flag of Prometheus --web.listen-address=%s for the collector', (value, want) => {
    expect(readSettings(EMPTY, [`--web.listen-address=${value}`]).collector).toEqual(want);
  });

  it.each([
    [{ PORT: 'http' }, [], 'PORT must be a port from 1 to 65535, not http'],
    [{ PORT: '65536' }, [], 'PORT must be a port from 1 to 65535, not 65536'],
    [{ HOST: 'http://box' }, [], 'HOST must be an address or a host name without port, not http://box'],
    [{ BELVEDERE_EXTERNAL_URL: 'box' }, [], 'BELVEDERE_EXTERNAL_URL must be like'],
    [{ BELVEDERE_EXTERNAL_URL: 'https://box/metrics' }, [], 'without a path'],
    [
      { BELVEDERE_ANONYMOUS_ROLE: 'root' },
      [],
      'BELVEDERE_ANONYMOUS_ROLE must be none, Viewer, Editor or Admin, not root',
    ],
    [{ BELVEDERE_ADMIN_PASSWORD: 'short' }, [], 'BELVEDERE_ADMIN_PASSWORD must have 8 to 256 characters'],
    [{ BELVEDERE_SECRET: 'short' }, [], 'BELVEDERE_SECRET must have at least 16 characters'],
    [{ DATABASE_URL: 'mysql://x' }, [], 'DATABASE_URL must begin with postgresql://'],
    [{}, ['--prot=1'], 'unknown flag --prot'],
    [{}, ['--port'], '--port needs a value'],
    [{}, ['3000'], 'unexpected argument 3000'],
  ])('refuses %j %j: %s', (env, args, message) => {
    expect(() => readSettings({ ...EMPTY, ...env }, args)).toThrow(Failure);
    expect(() => readSettings({ ...EMPTY, ...env }, args)).toThrow(message);
  });
});
