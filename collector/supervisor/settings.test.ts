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
    ['127.0.0.1:7000', { host: '127.0.0.1', port: 7000 }],
    ['localhost:7000', { host: 'localhost', port: 7000 }],
    ['[::1]:7000', { host: '::1', port: 7000 }],
  ])('takes the flag of Prometheus --web.listen-address=%s for the collector', (value, want) => {
    expect(readSettings(EMPTY, [`--web.listen-address=${value}`]).collector).toEqual(want);
  });

  it.each([
    [{ PORT: 'http' }, [], 'PORT must be a port from 1 to 65535, not http'],
    [{ PORT: '65536' }, [], 'PORT must be a port from 1 to 65535, not 65536'],
    [{ HOST: '0.0.0.0' }, [], 'HOST=0.0.0.0 is refused'],
    [{ HOST: '127.0.0.1.example.org' }, [], 'HOST=127.0.0.1.example.org is refused'],
    [{}, ['--web.listen-address=:9090'], 'BELVEDERE_COLLECTOR_HOST=0.0.0.0 is refused'],
    [{ DATABASE_URL: 'mysql://x' }, [], 'DATABASE_URL must begin with postgresql://'],
    [{}, ['--prot=1'], 'unknown flag --prot'],
    [{}, ['--port'], '--port needs a value'],
    [{}, ['3000'], 'unexpected argument 3000'],
  ])('refuses %j %j: %s', (env, args, message) => {
    expect(() => readSettings({ ...EMPTY, ...env }, args)).toThrow(Failure);
    expect(() => readSettings({ ...EMPTY, ...env }, args)).toThrow(message);
  });
});
