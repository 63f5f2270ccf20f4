import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from './loadConfig';

/** The Debian peer: `apt-get install prometheus`. */
function hasPromtool(): boolean {
  try {
    execFileSync('promtool', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const JOB = 'scrape_configs:\n- job_name: x\n  ';
const RULE = `${JOB}relabel_configs: `;

/** Fields that Prometheus 2.42 has as well; each is accepted by both or refused by both. */
const FILES = [
  '',
  'global: {}',
  'global: {scrape_interval: 0s}',
  'global: {scrape_interval: 1d1h}',
  'global: {scrape_interval: 1h1d}',
  'global: {scrape_interval: 5s, scrape_timeout: 6s}',
  'global: {external_labels: {a: 1}}',
  'global: {nonsense: 1}',
  'scrape_configs: [{}]',
  'scrape_configs: [null]',
  'scrape_configs: [{job_name: a}, {job_name: a}]',
  'rule_files: ["*/x.rules"]',
  `${JOB}scrape_timeout: 2m`,
  `${JOB}scrape_interval: 5s`,
  `${JOB}honor_labels: yes`,
  `${JOB}honor_labels: maybe`,
  `${JOB}sample_limit: -1`,
  `${JOB}sample_limit: 0x10`,
  `${JOB}sample_limit: 017`,
  `${JOB}sample_limit: 1_000`,
  `${JOB}sample_limit: 1.0`,
  `${JOB}sample_limit: 08`,
  `${JOB}body_size_limit: 50MB`,
  `${JOB}body_size_limit: 50mb`,
  `${JOB}body_size_limit: 1.5KiB`,
  `${JOB}body_size_limit: 0`,
  `${JOB}params: {a: [b, c]}`,
  `${JOB}params: {a: b}`,
  `${JOB}static_configs: [{targets: [a, "b:1"], labels: {c: 1.50}}]`,
  `${JOB}static_configs: [{targets: ["http://a"]}]`,
  `${JOB}static_configs: [{targets: a}]`,
  `${JOB}static_configs: [{}]`,
  `${JOB}file_sd_configs: [{files: ["no-such-folder/*.json"], refresh_interval: 1m}]`,
  `${JOB}file_sd_configs: [{files: [a.txt]}]`,
  `${JOB}file_sd_configs: [{}]`,
  `${JOB}basic_auth: {username: a, password: b}`,
  `${JOB}basic_auth: {username: a}\n  bearer_token: b`,
  `${JOB}authorization: {type: basic}`,
  `${JOB}authorization: {credentials: a}\n  bearer_token: b`,
  `${JOB}tls_config: {min_version: TLS14}`,
  `${JOB}tls_config: {min_version: TLS12}`,
  `${RULE}[{source_labels: [a], target_label: b}]`,
  `${RULE}[{source_labels: [a]}]`,
  `${RULE}[{action: KEEP, source_labels: [a], regex: b}]`,
  `${RULE}[{action: rename}]`,
  `${RULE}[{action: hashmod, target_label: a, modulus: 0}]`,
  `${RULE}[{action: hashmod, target_label: a, modulus: 8}]`,
  `${RULE}[{action: hashmod, modulus: 8}]`,
  `${RULE}[{action: labelmap, regex: "(.*)", replacement: "a_$1"}]`,
  `${RULE}[{action: labeldrop, regex: a, source_labels: [b]}]`,
  `${RULE}[{action: labelkeep, regex: a, separator: x}]`,
  `${RULE}[{action: lowercase, source_labels: [a], target_label: b}]`,
  `${RULE}[{action: uppercase, source_labels: [a], target_label: b, replacement: c}]`,
  `${RULE}[{action: keepequal, source_labels: [a], target_label: b}]`,
  `${RULE}[{action: dropequal, source_labels: [a], target_label: b, regex: c}]`,
  `${RULE}[{regex: "(", target_label: b}]`,
  `${RULE}[{regex: "(?=a)", target_label: b}]`,
  `${RULE}[{regex: "(?P<n>a)", target_label: b}]`,
  `${RULE}[null]`,
  'remote_write: [{}]',
  'remote_write: [{url: "http://a/b", write_relabel_configs: [{action: keep, regex: a}]}]',
  'alerting: {alertmanagers: [{static_configs: [{targets: ["a:9093"]}]}]}',
  'alerting: {alertmanagers: [{api_version: v3}]}',
  'storage: {tsdb: {out_of_order_time_window: 30m}}',
  'tracing: {endpoint: "a:1"}',
  'tracing: {}',
];

describe.skipIf(!hasPromtool())('loadConfig and promtool check config agree', () => {
  const folder = mkdtempSync(join(tmpdir(), 'belvedere-config-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(FILES)('%j', (text) => {
    const file = join(folder, 'prometheus.yml');
    writeFileSync(file, text);
    let accepted = true;
    let output = '';
    try {
      execFileSync('promtool', ['check', 'config', '--lint=none', file], { stdio: 'pipe' });
    } catch (error) {
      accepted = false;
      output = error instanceof Error ? error.message : '';
    }
    const loaded = loadConfig(text, file);
    expect(loaded.ok, loaded.ok ? output : JSON.stringify(loaded.errors)).toBe(accepted);
  });
});
