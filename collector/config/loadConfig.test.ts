// biome-ignore-all lint/suspicious/noTemplateCurlyInString: external labels are written ${NAME}
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { defaultConfigText } from './defaultConfig';
import { type Config, type LoadedConfig, loadConfig } from './loadConfig';
import { DEFAULT_LIMITS } from './resolveScrapeConfig';

const FILE = '/etc/prometheus/prometheus.yml';

function errorsOf(text: string): string[] {
  const loaded = loadConfig(text, FILE);
  return loaded.ok ? [] : loaded.errors.map((e) => `${e.line}:${e.column} ${e.path}: ${e.message}`);
}

function configOf(loaded: LoadedConfig): Config {
  if (!loaded.ok) throw new Error(loaded.errors.map((error) => `${error.line}: ${error.message}`).join('\n'));
  return loaded.config;
}

/** One job named x with further lines. */
function job(...lines: string[]): string {
  return ['scrape_configs:', '- job_name: x', ...lines.map((line) => `  ${line}`)].join('\n');
}

function onlyJob(...lines: string[]) {
  const [config] = configOf(loadConfig(job(...lines), FILE)).scrapeConfigs;
  if (config === undefined) throw new Error('no scrape config');
  return config;
}

describe('loadConfig: what it accepts', () => {
  it.each(['', '# nothing\n', 'global:\n', 'scrape_configs:\n', 'scrape_configs: []\n'])('%j is empty', (text) => {
    expect(configOf(loadConfig(text, FILE))).toEqual({
      global: { scrapeIntervalMs: 60_000, scrapeTimeoutMs: 10_000, evaluationIntervalMs: 60_000, externalLabels: [] },
      scrapeConfigs: [],
      retention: { rawMs: undefined, maxBytes: undefined },
      outOfOrderWindowMs: undefined,
      maxExemplars: 100_000,
    });
  });

  it('fills in defaults', () => {
    expect(onlyJob()).toMatchObject({
      jobName: 'x',
      scrapeIntervalMs: 60_000,
      scrapeTimeoutMs: 10_000,
      metricsPath: '/metrics',
      scheme: 'http',
      honorLabels: false,
      honorTimestamps: true,
      enableCompression: true,
      limits: DEFAULT_LIMITS,
      http: { followRedirects: true, basicAuth: undefined, authorization: undefined },
    });
  });

  it('inherits from global, and shortens the timeout to the interval', () => {
    const text = `global: {scrape_interval: 5s, sample_limit: 10, body_size_limit: 1MB, extra_scrape_metrics: yes}\n${job('sample_limit: 0', 'label_limit: 0', 'body_size_limit: 2MB')}`;
    const config = configOf(loadConfig(text, FILE));
    expect(config.global).toMatchObject({ scrapeIntervalMs: 5000, scrapeTimeoutMs: 5000 });
    expect(config.scrapeConfigs[0]).toMatchObject({ scrapeIntervalMs: 5000, scrapeTimeoutMs: 5000 });
    expect(config.scrapeConfigs[0]?.extraScrapeMetrics).toBe(true);
    expect(config.scrapeConfigs[0]?.limits).toMatchObject({ samples: 10, labels: 0, bodySizeBytes: 2 * 1024 ** 2 });
  });

  it('takes scalars as they are written', () => {
    const { staticConfigs } = onlyJob(
      'static_configs:',
      '- targets: [a:1]',
      '  labels: {shard: 01, on: yes, version: 1.10, none: , quoted: "null"}',
    );
    expect(staticConfigs[0]?.labels).toEqual(['on', 'yes', 'quoted', 'null', 'shard', '01', 'version', '1.10']);
  });

  it('follows anchors and merge keys', () => {
    const text = [
      'scrape_configs:',
      '- &base {job_name: a, scheme: https, scrape_interval: 7s}',
      '- {<<: *base, job_name: b}',
    ].join('\n');
    expect(configOf(loadConfig(text, FILE)).scrapeConfigs[1]).toMatchObject({ jobName: 'b', scheme: 'https' });
  });

  it('resolves paths from the folder of the file', () => {
    const config = onlyJob(
      'basic_auth: {username: u, password_file: secret/p}',
      'tls_config: {ca_file: /abs/ca.pem, cert_file: c.pem}',
      'file_sd_configs: [{files: ["t/*.json", /abs/x.yml], refresh_interval: 30s}]',
    );
    expect(config.http.basicAuth?.passwordFile).toBe('/etc/prometheus/secret/p');
    expect(config.http.tls).toMatchObject({ caFile: '/abs/ca.pem', certFile: '/etc/prometheus/c.pem' });
    expect(config.fileSdConfigs).toEqual([
      { files: ['/etc/prometheus/t/*.json', '/abs/x.yml'], refreshIntervalMs: 30_000 },
    ]);
  });

  it.each([
    ['bearer_token: t', 'Bearer', 't', ''],
    ['bearer_token_file: f', 'Bearer', undefined, '/etc/prometheus/f'],
    ['authorization: {credentials: t}', 'Bearer', 't', ''],
    ['authorization: {type: " Token ", credentials_file: f}', 'Token', undefined, '/etc/prometheus/f'],
  ])('%s becomes an Authorization header', (line, type, credentials, credentialsFile) => {
    const { authorization } = onlyJob(line).http;
    expect(authorization).toMatchObject({ type, credentialsFile });
    expect(authorization?.credentials?.reveal()).toBe(credentials);
  });

  it('reads relabelling rules with their defaults', () => {
    const { relabelConfigs } = onlyJob(
      'relabel_configs:',
      '- {source_labels: [a, b], target_label: c}',
      '- {action: HashMod, source_labels: [a], modulus: 18446744073709551615, target_label: m}',
      '- {action: labeldrop, regex: }',
    );
    expect(relabelConfigs).toEqual([
      {
        action: 'replace',
        sourceLabels: ['a', 'b'],
        separator: ';',
        regex: '(.*)',
        modulus: 0n,
        targetLabel: 'c',
        replacement: '$1',
      },
      {
        action: 'hashmod',
        sourceLabels: ['a'],
        separator: ';',
        regex: '(.*)',
        modulus: 2n ** 64n - 1n,
        targetLabel: 'm',
        replacement: '$1',
      },
      {
        action: 'labeldrop',
        sourceLabels: [],
        separator: ';',
        regex: '(.*)',
        modulus: 0n,
        targetLabel: '',
        replacement: '$1',
      },
    ]);
  });

  it('expands variables in external labels only, and says which are empty', () => {
    const text = `global:\n  external_labels: {a: "\${A}-$A-$$-\${NONE}", b: plain}\n${job('metrics_path: /${A}')}`;
    const loaded = loadConfig(text, FILE, { A: 'x' });
    expect(configOf(loaded).global.externalLabels).toEqual(['a', 'x-x-$-', 'b', 'plain']);
    expect(configOf(loaded).scrapeConfigs[0]?.metricsPath).toBe('/${A}');
    expect(loaded.ok && loaded.notices).toEqual([
      {
        line: 2,
        column: 24,
        path: 'global.external_labels.a',
        message: 'environment variable NONE is empty or not set',
      },
    ]);
  });

  it('shows no secret', () => {
    const loaded = loadConfig(
      job('basic_auth: {username: u, password: hunter2}', 'http_headers: {X-Key: {secrets: [hunter2]}}'),
      FILE,
    );
    expect(loaded.ok).toBe(true);
    expect(JSON.stringify(loaded, (_key, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
      'hunter2',
    );
    expect(inspect(loaded, { depth: 20 })).not.toContain('hunter2');
    expect(`${configOf(loaded).scrapeConfigs[0]?.http.basicAuth?.password}`).toBe('<secret>');
  });

  it('accepts every section of Prometheus 3 and says what is not active yet', () => {
    const text = readFileSync(new URL('./testdata/everything.yml', import.meta.url), 'utf8');
    const loaded = loadConfig(text, FILE);
    configOf(loaded);
    expect(loaded.ok && loaded.notices.map(({ line, path, message }) => `${line} ${path}: ${message}`)).toEqual(
      readFileSync(new URL('./testdata/everything.notices', import.meta.url), 'utf8')
        .trim()
        .split('\n'),
    );
  });

  it('accepts the built-in configuration without notices', () => {
    const text = defaultConfigText({ collectorAddress: '127.0.0.1:9490', hostName: 'my "host"' });
    const loaded = loadConfig(text, FILE);
    const [own, host] = configOf(loaded).scrapeConfigs;
    expect(own).toMatchObject({ jobName: 'belvedere', staticConfigs: [{ targets: ['127.0.0.1:9490'], labels: [] }] });
    expect(host).toMatchObject({
      jobName: 'node',
      metricsPath: '/exporters/host/metrics',
      staticConfigs: [{ targets: ['127.0.0.1:9490'], labels: ['instance', 'my "host":9100'] }],
    });
    expect(loaded.ok && loaded.notices).toEqual([]);
  });
});

describe('loadConfig: what it refuses', () => {
  const cases: [name: string, text: string, errors: (string | RegExp)[]][] = [
    [
      'an unknown field',
      'scrape_config: []',
      ['1:1 scrape_config: unknown field "scrape_config"; did you mean scrape_configs?'],
    ],
    [
      'two unknown fields, each in its place',
      job('metrics_pth: /x', 'blob: 1'),
      [
        '3:3 scrape_configs[0].metrics_pth: unknown field "metrics_pth"; did you mean metrics_path?',
        '4:3 scrape_configs[0].blob: unknown field "blob"',
      ],
    ],
    ['a field twice', 'global: {}\nglobal: {}', [/^2:1 : Map keys must be unique/]],
    ['broken YAML', 'global: {', [/^1:10 : /]],
    ['a list instead of a map', '- a', ['1:1 : expected a map, got a list']],
    ['a text instead of a list', 'scrape_configs: x', ['1:17 scrape_configs: expected a list, got "x"']],
    ['no job name', 'scrape_configs:\n- scheme: http', ['2:3 scrape_configs[0].job_name: this field is required']],
    ['an empty job name', 'scrape_configs:\n- job_name: ""', ['2:13 scrape_configs[0].job_name: job_name is empty']],
    ['an empty scrape config', 'scrape_configs:\n-', ['2:2 scrape_configs[0]: expected a map, got nothing']],
    [
      'a job name twice',
      'scrape_configs:\n- job_name: a\n- job_name: a',
      [
        '3:13 scrape_configs[1].job_name: found multiple scrape configs with job name "a"; the first is scrape_configs[0]',
      ],
    ],
    [
      'no duration',
      job('scrape_interval: 1.5m'),
      ['3:20 scrape_configs[0].scrape_interval: expected a duration such as 30s, 5m or 1h30m, got "1.5m"'],
    ],
    [
      'no size',
      job('body_size_limit: 50'),
      ['3:20 scrape_configs[0].body_size_limit: expected a size with a unit such as 512KB or 50MB, got "50"'],
    ],
    [
      'no number',
      job('sample_limit: -1'),
      ['3:17 scrape_configs[0].sample_limit: expected a whole number, 0 or more, got "-1"'],
    ],
    ['no boolean', job('honor_labels: 1'), ['3:17 scrape_configs[0].honor_labels: expected true or false, got "1"']],
    [
      'an unknown scheme',
      job('scheme: ftp'),
      ['3:11 scrape_configs[0].scheme: expected one of http, https, got "ftp"'],
    ],
    [
      'a timeout over the interval',
      job('scrape_interval: 5s', 'scrape_timeout: 6s'),
      [
        '4:19 scrape_configs[0].scrape_timeout: scrape timeout greater than scrape interval for scrape config with job name "x"',
      ],
    ],
    [
      'a global timeout over the interval',
      'global: {scrape_interval: 5s, scrape_timeout: 6s}',
      ['1:47 global.scrape_timeout: global scrape timeout greater than scrape interval'],
    ],
    [
      'a URL as a target',
      job('static_configs: [{targets: ["http://a:1"]}]'),
      [/^3:19 scrape_configs\[0\]\.static_configs: "http:\/\/a:1" is not a valid hostname: write host:port/],
    ],
    [
      'a bad regex',
      job('relabel_configs: [{regex: "(", target_label: a}]'),
      [/^3:29 scrape_configs\[0\]\.relabel_configs\[0\]\.regex: cannot parse regular expression "\("/],
    ],
    ['look-ahead', job('relabel_configs: [{regex: "(?=a)", target_label: a}]'), [/cannot parse regular expression/]],
    ['a null rule', job('relabel_configs:', '-'), [/relabel_configs\[0\]: expected a map, got nothing/]],
    [
      'an unknown action',
      job('relabel_configs: [{action: rename}]'),
      [/^3:30 .*action: expected one of replace, keep.*got "rename"/],
    ],
    [
      'hashmod without modulus',
      job('relabel_configs: [{action: hashmod, target_label: a}]'),
      [/requires non-zero modulus/],
    ],
    ['replace without target', job('relabel_configs: [{source_labels: [a]}]'), [/requires 'target_label' value/]],
    [
      'labeldrop with more',
      job('relabel_configs: [{action: labeldrop, regex: a, source_labels: [b]}]'),
      [/requires only 'regex'/],
    ],
    [
      'keepequal with more',
      job('relabel_configs: [{action: keepequal, target_label: a, regex: b}]'),
      [/requires only 'source_labels'/],
    ],
    [
      'lowercase with a replacement',
      job('relabel_configs: [{action: lowercase, target_label: a, replacement: b}]'),
      [/'replacement' can not be set/],
    ],
    [
      'two ways to sign in',
      job('basic_auth: {username: u}', 'bearer_token: t'),
      [/^3:15 .*basic_auth: at most one of/],
    ],
    [
      'a token twice',
      job('bearer_token: t', 'bearer_token_file: f'),
      [/at most one of bearer_token & bearer_token_file/],
    ],
    ['authorization of type basic', job('authorization: {type: Basic, credentials: x}'), [/use "basic_auth" instead/]],
    ['a reserved header', job('http_headers: {Host: {values: [x]}}'), [/Host is a reserved header/]],
    ['a header with a line break', job('http_headers: {"A\\nB": {values: [x]}}'), [/is not a valid header name/]],
    [
      'a file_sd path without format',
      job('file_sd_configs: [{files: [targets]}]'),
      [/^3:30 .*files\[0\]: file_sd path must end in/],
    ],
    ['a file_sd path with two stars', job('file_sd_configs: [{files: ["*/*.json"]}]'), [/file_sd path must end in/]],
    ['no file_sd path', job('file_sd_configs: [{files: []}]'), [/needs at least one path/]],
    ['an empty list of protocols', job('scrape_protocols: []'), [/scrape_protocols cannot be empty/]],
    [
      'a protocol twice',
      job('scrape_protocols: [PrometheusText0.0.4, PrometheusText0.0.4]'),
      [/names a protocol twice/],
    ],
    [
      'a slip in a section that is not active',
      'remote_write: [{ur: "http://x/"}]',
      [/remote_write\[0\]\.url: this field is required/, /unknown field "ur"; did you mean url\?/],
    ],
  ];
  it.each(cases)('%s', (_name, text, wanted) => {
    const errors = errorsOf(text);
    expect(errors).toHaveLength(wanted.length);
    for (const [i, want] of wanted.entries()) {
      if (typeof want === 'string') expect(errors[i]).toBe(want);
      else expect(errors[i]).toMatch(want);
    }
  });

  it('does not follow an alias bomb', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    const start = performance.now();
    expect(errorsOf(lines.join('\n'))[0]).toMatch(/alias/i);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('lets no field reach a prototype', () => {
    const config = onlyJob('static_configs: [{targets: [a:1], labels: {__proto__: x, constructor: y}}]');
    expect(config.staticConfigs[0]?.labels).toContain('constructor');
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});
