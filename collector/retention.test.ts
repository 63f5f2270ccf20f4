import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './config/loadConfig';
import { readRetention } from './retention';
import { readCollectorSettings } from './settings';

const DAY_MS = 86_400_000;

function read(env: Record<string, string>, yaml = '') {
  const settings = readCollectorSettings({ DATABASE_URL: 'postgresql://x', ...env });
  const loaded = loadConfig(yaml, 'prometheus.yml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
  return { retention: readRetention(settings, loaded.config), notices: loaded.notices };
}

describe('retention', () => {
  it('comes from the settings, and prometheus.yml wins over them', async () => {
    expect(await read({ BELVEDERE_RETENTION_SIZE: '1GB' }).retention).toEqual({
      defaults: { rawMs: 15 * DAY_MS, fiveMinuteMs: 90 * DAY_MS, oneHourMs: 1825 * DAY_MS },
      rules: [],
      maxBytes: 2 ** 30,
    });
    const yaml = 'storage: {tsdb: {retention: {time: 30d, size: 5GB, percentage: 80}}}';
    const { retention, notices } = read({ BELVEDERE_RAW_RETENTION: '1d', BELVEDERE_RETENTION_SIZE: '1GB' }, yaml);
    expect(await retention).toMatchObject({ defaults: { rawMs: 30 * DAY_MS }, maxBytes: 5 * 2 ** 30 });
    expect(notices.map(({ path }) => path)).toEqual(['storage.tsdb.retention.percentage']);
    expect(await read({}, 'storage: {tsdb: {retention: {time: 0s}}}').retention).toMatchObject({
      defaults: { rawMs: 15 * DAY_MS },
      maxBytes: 0,
    });
  });

  it('refuses tiers that cannot be built', async () => {
    await expect(read({ BELVEDERE_5M_RETENTION: '0s' }).retention).rejects.toThrow(
      /1h is on while 5m is off.*BELVEDERE_1H/,
    );
    await expect(read({ BELVEDERE_5M_RETENTION: '0s', BELVEDERE_1H_RETENTION: '0s' }).retention).resolves.toBeDefined();
  });

  it('takes rules from a file, and says where it is broken', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'belvedere-')), 'retention.yml');
    const { retention } = read({ BELVEDERE_RETENTION_RULES: file });
    await expect(retention).rejects.toThrow(`${file}: cannot be read (ENOENT); BELVEDERE_RETENTION_RULES`);
    await writeFile(file, '- match: up\n  raw: 1d\n');
    expect((await read({ BELVEDERE_RETENTION_RULES: file }).retention).rules).toHaveLength(1);
    await writeFile(file, '- match: up\n  raw: one day\n');
    await expect(read({ BELVEDERE_RETENTION_RULES: file }).retention).rejects.toThrow(
      `${file}:2:8: expected a duration`,
    );
  });
});
