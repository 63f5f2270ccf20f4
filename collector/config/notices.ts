import { INACTIVE_SD_FIELDS } from './discoverySchema';
import { inactiveShape } from './inactiveSections';
import { inactiveStorageFields } from './storageSchema';
import type { Path } from './yamlSource';

/** Fields that are accepted wherever a scrape config or `global` may have them, but change nothing yet. */
const INACTIVE_FIELDS: ReadonlySet<string> = new Set([
  ...INACTIVE_SD_FIELDS,
  ...['oauth2', 'proxy_url', 'no_proxy', 'proxy_from_environment', 'proxy_connect_header'],
  ...['scrape_failure_log_file', 'query_log_file', 'rule_query_offset'],
  ...['native_histogram_bucket_limit', 'native_histogram_min_bucket_factor'],
]);

/** Switches that matter only when they are on. */
const INACTIVE_SWITCHES: ReadonlySet<string> = new Set([
  'scrape_native_histograms',
  'convert_classic_histograms_to_nhcb',
  'always_scrape_classic_histograms',
]);

/** Values that are accepted where others of the same field are served. */
const INACTIVE_VALUES: Readonly<Record<string, readonly string[]>> = {
  scrape_protocols: ['PrometheusProto'],
  fallback_scrape_protocol: ['PrometheusProto'],
  metric_name_validation_scheme: ['legacy'],
  metric_name_escaping_scheme: ['underscores', 'dots', 'values'],
};

/** Names of secrets in a secret manager, which there is none of. */
const INACTIVE_REFS = /_ref$/;

/** A field that is accepted and changes nothing yet, or only one value of it does. */
export interface InactivePart {
  readonly path: Path;
  readonly value?: string;
}

/**
 * Everything in an accepted configuration that is not served yet. `data` is the file as plain data
 * (yamlSource.ts).
 */
export function inactiveParts(data: unknown): readonly InactivePart[] {
  const found: InactivePart[] = [];
  for (const [name, value] of fieldsOf(data)) {
    if (Object.hasOwn(inactiveShape, name)) {
      if (!isEmpty(value)) found.push({ path: [name] });
    } else if (name === 'storage') {
      for (const path of inactiveStorageFields(value)) found.push({ path });
    } else if (name === 'global') {
      collect(value, [name], found);
    } else if (name === 'scrape_configs' && Array.isArray(value)) {
      for (const [i, config] of value.entries()) collect(config, [name, i], found);
    }
  }
  return found;
}

function collect(data: unknown, at: Path, found: InactivePart[]): void {
  for (const [name, value] of fieldsOf(data)) {
    const path = [...at, name];
    const isOn = INACTIVE_SWITCHES.has(name) && /^(true|y|yes|on)$/i.test(String(value));
    if ((INACTIVE_FIELDS.has(name) && !isEmpty(value)) || isOn) found.push({ path });
    for (const chosen of Array.isArray(value) ? value : [value]) {
      if (typeof chosen === 'string' && INACTIVE_VALUES[name]?.includes(chosen)) found.push({ path, value: chosen });
    }
    if (name === 'basic_auth' || name === 'authorization' || name === 'tls_config') {
      for (const [field] of fieldsOf(value)) if (INACTIVE_REFS.test(field)) found.push({ path: [...path, field] });
    }
  }
}

function fieldsOf(data: unknown): [string, unknown][] {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? Object.entries(data) : [];
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === '' || value === null;
}
