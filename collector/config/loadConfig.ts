import { dirname } from 'node:path';
import { z } from 'zod';
import { type Labels, labelsFromRecord } from '@/lib/labels/labels';
import { expandVariables } from './expandVariables';
import { section } from './fields';
import { inactiveShape } from './inactiveSections';
import { describeIssue } from './issues';
import { inactiveParts } from './notices';
import { DEFAULT_INTERVAL_MS, globalTimes, resolveScrapeConfig } from './resolveScrapeConfig';
import type { ScrapeConfig } from './scrapeConfig';
import { type GlobalFields, globalSchema, scrapeConfigSchema } from './scrapeSchema';
import {
  type FileRetention,
  fileMaxExemplars,
  fileOutOfOrderWindow,
  fileRetention,
  storageSchema,
} from './storageSchema';
import { type Path, type Place, YamlSource } from './yamlSource';

/** A prometheus.yml, ready to run. */
export interface Config {
  readonly global: {
    readonly scrapeIntervalMs: number;
    readonly scrapeTimeoutMs: number;
    readonly evaluationIntervalMs: number;
    readonly externalLabels: Labels;
  };
  readonly scrapeConfigs: readonly ScrapeConfig[];
  /** Of `storage.tsdb.retention`; wins over the settings, as in Prometheus. */
  readonly retention: FileRetention;
  /** Of `storage.tsdb.out_of_order_time_window`; wins over the settings. */
  readonly outOfOrderWindowMs: number | undefined;
  /** Of `storage.exemplars.max_exemplars`; 0: none are kept. */
  readonly maxExemplars: number;
}

/** Something in the file, by place and by path (`scrape_configs[0].scheme`). */
export interface ConfigRemark extends Place {
  readonly path: string;
  readonly message: string;
}

export type LoadedConfig =
  | {
      readonly ok: true;
      readonly config: Config;
      /** What the file asks for and does not get yet, or not as it may expect. */
      readonly notices: readonly ConfigRemark[];
    }
  | { readonly ok: false; readonly errors: readonly ConfigRemark[] };

/** Much more than any configuration; a file is read whole and kept. */
const MAX_CONFIG_CHARS = 20 * 1024 * 1024;

const schema = section({
  global: globalSchema.optional(),
  scrape_configs: z.array(scrapeConfigSchema).optional(),
  storage: storageSchema.optional(),
  ...inactiveShape,
});

/**
 * Reads a prometheus.yml. `fileName` is where it lies: relative paths in it are relative to its folder. `environment`
 * gives the values of `${NAME}` in external_labels. All errors are found in one go, apart from those hidden behind
 * broken YAML. Pure: no file is opened.
 */
export function loadConfig(
  text: string,
  fileName: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): LoadedConfig {
  if (text.length > MAX_CONFIG_CHARS) {
    const message = `the configuration is larger than ${MAX_CONFIG_CHARS} characters`;
    return { ok: false, errors: [{ line: 1, column: 1, path: '', message }] };
  }
  const yaml = YamlSource.parse(text);
  if (!yaml.ok) return { ok: false, errors: yaml.errors.map((error) => ({ ...error, path: '' })) };
  const { source } = yaml;
  const remarks = new Remarks(source);
  const parsed = schema.safeParse(source.data ?? {}, { error: describeIssue });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) remarks.addIssue(issue);
    return { ok: false, errors: remarks.sorted() };
  }
  const global = parsed.data.global ?? {};
  const config = resolve(global, parsed.data.scrape_configs ?? [], dirname(fileName), remarks);
  const retention = fileRetention(parsed.data.storage);
  if (remarks.sorted().length > 0) return { ok: false, errors: remarks.sorted() };

  const notices = new Remarks(source);
  const externalLabels = expandExternalLabels(global, environment, notices);
  for (const { path, value } of inactiveParts(source.data)) {
    notices.addKey(path, `${value === undefined ? '' : `${value} is `}accepted, not active yet`);
  }
  return {
    ok: true,
    config: {
      ...config,
      global: { ...config.global, externalLabels },
      retention,
      outOfOrderWindowMs: fileOutOfOrderWindow(parsed.data.storage),
      maxExemplars: fileMaxExemplars(parsed.data.storage),
    },
    notices: notices.sorted(),
  };
}

function resolve(
  global: GlobalFields,
  raw: readonly z.output<typeof scrapeConfigSchema>[],
  directory: string,
  remarks: Remarks,
): Omit<Config, 'retention' | 'outOfOrderWindowMs' | 'maxExemplars'> {
  const times = globalTimes(global, (field, message) => remarks.add(['global', field], message));
  const jobs = new Map<string, number>();
  const scrapeConfigs = raw.map((fields, i) => {
    const earlier = jobs.get(fields.job_name);
    if (earlier === undefined) jobs.set(fields.job_name, i);
    else {
      const message = `found multiple scrape configs with job name ${JSON.stringify(fields.job_name)}`;
      remarks.add(['scrape_configs', i, 'job_name'], `${message}; the first is scrape_configs[${earlier}]`);
    }
    return resolveScrapeConfig(fields, global, directory, (field, message) =>
      remarks.add(['scrape_configs', i, field], message),
    );
  });
  const evaluationIntervalMs = global.evaluation_interval || DEFAULT_INTERVAL_MS;
  return { global: { ...times, evaluationIntervalMs, externalLabels: [] }, scrapeConfigs };
}

function expandExternalLabels(
  global: GlobalFields,
  environment: Readonly<Record<string, string | undefined>>,
  notices: Remarks,
): Labels {
  const expanded: Record<string, string> = {};
  for (const [name, value] of Object.entries(global.external_labels ?? {})) {
    expanded[name] = expandVariables(value, (variable) => {
      const found = environment[variable] ?? '';
      if (found === '') {
        notices.add(['global', 'external_labels', name], `environment variable ${variable} is empty or not set`);
      }
      return found;
    });
  }
  return labelsFromRecord(expanded);
}

/** Collects remarks with their places. */
class Remarks {
  readonly #remarks: ConfigRemark[] = [];

  constructor(private readonly source: YamlSource) {}

  add(path: Path, message: string): void {
    this.#remarks.push({ ...this.source.place(path), path: formatPath(path), message });
  }

  addKey(path: Path, message: string): void {
    const key = String(path.at(-1));
    const place = this.source.placeOfKey(path.slice(0, -1), key);
    this.#remarks.push({ ...place, path: formatPath(path), message });
  }

  addIssue(issue: z.core.$ZodIssue): void {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? part.toString() : part));
    if (issue.code !== 'unrecognized_keys') {
      this.add(path, issue.message);
      return;
    }
    // section() writes one line for each key.
    const messages = issue.message.split('\n');
    for (const [i, key] of issue.keys.entries()) this.addKey([...path, key], messages[i] ?? issue.message);
  }

  sorted(): readonly ConfigRemark[] {
    return [...this.#remarks].sort((a, b) => a.line - b.line || a.column - b.column);
  }
}

function formatPath(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${part}`)).join('');
}
