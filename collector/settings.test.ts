import { describe, expect, it } from 'vitest';
import { readCollectorSettings, SettingsError } from './settings';

const DATABASE_URL = 'postgresql://x';
const DAY_MS = 86_400_000;

describe('readCollectorSettings', () => {
  it('needs a database and nothing else', () => {
    expect(readCollectorSettings({ DATABASE_URL, BELVEDERE_CONFIG: '' })).toMatchObject({
      host: '127.0.0.1',
      port: 9490,
      gatePort: 9491,
      configFile: undefined,
      allowedHosts: [],
      webUrl: 'http://127.0.0.1:3000',
      retention: {
        rawMs: 15 * DAY_MS,
        fiveMinuteMs: 90 * DAY_MS,
        oneHourMs: 5 * 365 * DAY_MS,
        maxBytes: 0,
        rulesFile: undefined,
      },
      enableAdminApi: false,
      query: { timeoutMs: 120_000, maxSamples: 50_000_000, lookbackDeltaMs: 300_000 },
      enableLifecycle: false,
      logLevel: 'info',
    });
  });

  it('takes what is set', () => {
    const env = {
      DATABASE_URL,
      HOST: '::1',
      BELVEDERE_COLLECTOR_PORT: '5000',
      BELVEDERE_ALLOWED_HOSTS: 'a.example, b.example',
      BELVEDERE_QUERY_TIMEOUT: '30s',
      BELVEDERE_ENABLE_LIFECYCLE: 'true',
      BELVEDERE_ENABLE_ADMIN_API: 'true',
      BELVEDERE_5M_RETENTION: '0s',
      BELVEDERE_1H_RETENTION: '0',
      BELVEDERE_RETENTION_SIZE: '50GB',
      BELVEDERE_RETENTION_RULES: '/etc/belvedere/retention.yml',
    };
    expect(readCollectorSettings(env)).toMatchObject({
      gatePort: 5001,
      webUrl: 'http://[::1]:3000',
      allowedHosts: ['a.example', 'b.example'],
      query: { timeoutMs: 30_000 },
      enableLifecycle: true,
      enableAdminApi: true,
      retention: {
        rawMs: 15 * DAY_MS,
        fiveMinuteMs: 0,
        oneHourMs: 0,
        maxBytes: 50 * 1024 ** 3,
        rulesFile: '/etc/belvedere/retention.yml',
      },
    });
  });

  it.each([
    [{}, 'DATABASE_URL: must name a PostgreSQL database'],
    [{ DATABASE_URL, BELVEDERE_RAW_RETENTION: 'long' }, 'BELVEDERE_RAW_RETENTION: must be a duration such as 15d'],
    [{ DATABASE_URL, BELVEDERE_RAW_RETENTION: '0s' }, 'BELVEDERE_RAW_RETENTION: must be a duration such as 15d'],
    [{ DATABASE_URL, BELVEDERE_5M_RETENTION: '-1d' }, 'BELVEDERE_5M_RETENTION: must be a duration such as 90d'],
    [{ DATABASE_URL, BELVEDERE_RETENTION_SIZE: '50' }, 'BELVEDERE_RETENTION_SIZE: must be a size such as 50GB'],
    [{ DATABASE_URL, BELVEDERE_QUERY_MAX_SAMPLES: '0' }, 'BELVEDERE_QUERY_MAX_SAMPLES'],
    [{ DATABASE_URL, BELVEDERE_LOG_LEVEL: 'loud' }, 'BELVEDERE_LOG_LEVEL'],
    [{ DATABASE_URL, BELVEDERE_COLLECTOR_PORT: '99999' }, 'BELVEDERE_COLLECTOR_PORT'],
  ])('refuses %j', (env, message) => {
    expect(() => readCollectorSettings(env)).toThrow(SettingsError);
    expect(() => readCollectorSettings(env)).toThrow(message);
  });
});
