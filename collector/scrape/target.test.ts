import { describe, expect, it } from 'vitest';
import type { RelabelConfig, ScrapeConfig } from '@/collector/config/scrapeConfig';
import { formatLabels, type Labels, labelsFromRecord } from '@/lib/labels/labels';
import { compileRelabelRules } from './relabel';
import { scrapeConfig } from './scrapeTestKit';
import { targetsOfGroup } from './target';
import { globalUrl } from './targetsView';

function resolve(own: Record<string, string>, given: Partial<ScrapeConfig> = {}, shared: Labels = []) {
  const config = scrapeConfig({ scrapeIntervalMs: 15_000, scrapeTimeoutMs: 10_000, ...given });
  const group = { source: 's', targets: [labelsFromRecord(own)], labels: shared };
  const [outcome] = targetsOfGroup(group, config, compileRelabelRules(config.relabelConfigs));
  return outcome;
}

function rule(given: Partial<RelabelConfig>): RelabelConfig {
  return {
    action: 'replace',
    sourceLabels: [],
    separator: ';',
    regex: '(.*)',
    modulus: 0n,
    targetLabel: '',
    replacement: '$1',
    ...given,
  };
}

function active(...args: Parameters<typeof resolve>) {
  const outcome = resolve(...args);
  if (outcome?.kind !== 'active') throw new Error(`not active: ${JSON.stringify(outcome)}`);
  return outcome.target;
}

describe('targetsOfGroup', () => {
  it('adds job, instance and what relabelling may use', () => {
    const target = active({ __address__: 'host:1', __meta_x: 'm', own: 'o' }, {}, ['own', 'shared', 'zone', 'z']);
    expect(formatLabels(target.labels)).toBe('{instance="host:1", job="test", own="o", zone="z"}');
    expect(formatLabels(target.discoveredLabels)).toBe(
      '{__address__="host:1", __meta_x="m", __metrics_path__="/metrics", __scheme__="http", __scrape_interval__="15s", __scrape_timeout__="10s", job="test", own="o", zone="z"}',
    );
    expect(target).toMatchObject({ url: 'http://host:1/metrics', scrapeIntervalMs: 15_000, scrapeTimeoutMs: 10_000 });
  });

  it.each<[string, Record<string, string>, Partial<ScrapeConfig>, string]>([
    ['no default port', { __address__: 'host' }, {}, 'http://host/metrics'],
    ['IPv6', { __address__: '[::1]:9100' }, {}, 'http://[::1]:9100/metrics'],
    ['labels over the config', { __address__: 'h', __scheme__: 'https', __metrics_path__: '/m' }, {}, 'https://h/m'],
    ['a path without a slash', { __address__: 'h', __metrics_path__: 'm' }, {}, 'http://h/m'],
    [
      'a path with odd characters',
      { __address__: 'h', __metrics_path__: '/a b?c#d%e' },
      {},
      'http://h/a%20b%3Fc%23d%25e',
    ],
    ['parameters', { __address__: 'h' }, { params: { b: ['1', '2'], a: ['x y'] } }, 'http://h/metrics?a=x+y&b=1&b=2'],
    [
      'a parameter as label',
      { __address__: 'h', __param_c: '3' },
      { params: { b: ['1'] } },
      'http://h/metrics?b=1&c=3',
    ],
    [
      'the first value of a parameter relabelled (blackbox)',
      { __address__: 'http://probed' },
      {
        params: { module: ['http_2xx'], target: ['', 'kept'] },
        relabelConfigs: [
          rule({ sourceLabels: ['__address__'], targetLabel: '__param_target' }),
          rule({ targetLabel: '__address__', replacement: 'blackbox:9115' }),
        ],
      },
      'http://blackbox:9115/metrics?module=http_2xx&target=http%3A%2F%2Fprobed&target=kept',
    ],
  ])('builds the URL: %s', (_name, own, given, want) => expect(active(own, given).url).toBe(want));

  it('keeps an instance that is set, also by a rule', () => {
    expect(formatLabels(active({ __address__: 'h:1', instance: 'i' }).labels)).toContain('instance="i"');
  });

  it('takes interval and timeout from labels', () => {
    const target = active({ __address__: 'h', __scrape_interval__: '30s', __scrape_timeout__: '7s' });
    expect(target).toMatchObject({ scrapeIntervalMs: 30_000, scrapeTimeoutMs: 7000 });
  });

  it('says which targets a rule dropped', () => {
    const relabelConfigs = [rule({ action: 'drop', sourceLabels: ['__address__'], regex: 'h' })];
    expect(resolve({ __address__: 'h' }, { relabelConfigs })?.kind).toBe('dropped');
  });

  it.each<[Record<string, string>, Partial<ScrapeConfig>, string]>([
    [{}, {}, 'no address'],
    [{ __address__: 'http://h' }, {}, '"http://h" is not a valid hostname'],
    [{ __address__: 'user@h' }, {}, '"user@h" is not a valid hostname'],
    [{ __address__: 'h?x' }, {}, '"h?x" is not a valid hostname'],
    [{ __address__: 'h:99999' }, {}, '"h:99999" is not a valid hostname'],
    [{ __address__: 'h', __scheme__: 'ftp' }, {}, 'invalid scheme "ftp": http and https are known'],
    [{ __address__: 'h', __scrape_interval__: 'x' }, {}, '__scrape_interval__ is not a duration: "x"'],
    [{ __address__: 'h', __scrape_interval__: '0s' }, {}, 'scrape interval cannot be 0'],
    [{ __address__: 'h', __scrape_timeout__: '0' }, {}, 'scrape timeout cannot be 0'],
    [
      { __address__: 'h', __scrape_timeout__: '20s' },
      {},
      'scrape timeout cannot be greater than scrape interval (20s > 15s)',
    ],
    [{ __address__: 'h', a: '\ud800' }, {}, 'label name or value is not valid UTF-8: "\\ud800"'],
  ])('refuses %j', (own, given, reason) => expect(resolve(own, given)).toMatchObject({ kind: 'invalid', reason }));

  it('gives equal keys to equal endpoints only', () => {
    const key = active({ __address__: 'h', __meta_a: '1', __tmp: '1' }).key;
    expect(active({ __address__: 'h', __meta_a: '2', __tmp: '2' }).key).toBe(key);
    expect(active({ __address__: 'h', a: '1' }).key).not.toBe(key);
    expect(active({ __address__: 'h', __metrics_path__: '/other' }).key).not.toBe(key);
  });
});

describe('globalUrl', () => {
  it.each([
    ['http://localhost:9100/metrics', 'http://me:9100/metrics'],
    ['http://127.0.0.1:9100/metrics?x=127.0.0.1', 'http://me:9100/metrics?x=127.0.0.1'],
    ['http://[::1]:9100/metrics', 'http://me:9100/metrics'],
    ['http://other:9100/metrics', 'http://other:9100/metrics'],
  ])('%s', (url, want) => expect(globalUrl(url, 'me')).toBe(want));
});
