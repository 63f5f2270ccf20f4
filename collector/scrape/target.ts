import { formatDuration, parseDuration } from '@/collector/config/duration';
import type { ScrapeConfig } from '@/collector/config/scrapeConfig';
import type { TargetGroup } from '@/collector/discovery/discoverer';
import { getLabel, type Labels, labelsKey } from '@/lib/labels/labels';
import { LabelBuilder } from './labelBuilder';
import { type RelabelRule, relabel } from './relabel';

const META_PREFIX = '__meta_';
const PARAM_PREFIX = '__param_';

/** One endpoint to scrape, after relabelling. Immutable; what happens to it is the scrape loop's. */
export interface Target {
  /** URL and labels as one string: equal for the same endpoint with the same labels. */
  readonly key: string;
  /** Before relabelling, as discovery and the scrape config gave them. */
  readonly discoveredLabels: Labels;
  /** Without `__…`; every scraped series gets them. */
  readonly labels: Labels;
  readonly url: string;
  readonly scrapeIntervalMs: number;
  /** At most scrapeIntervalMs. */
  readonly scrapeTimeoutMs: number;
}

export type TargetOutcome =
  | { readonly kind: 'active'; readonly target: Target }
  | { readonly kind: 'dropped'; readonly discoveredLabels: Labels }
  | { readonly kind: 'invalid'; readonly discoveredLabels: Labels; readonly reason: string };

/** The targets of a group: each active, dropped by a rule, or invalid for a stated reason. Pure. */
export function targetsOfGroup(
  group: TargetGroup,
  config: ScrapeConfig,
  rules: readonly RelabelRule[],
): readonly TargetOutcome[] {
  return group.targets.map((own) => resolveTarget(discoveredLabels(own, group.labels, config), config, rules));
}

/** A target's own labels win over the group's, and both win over those of the scrape config, except parameters. */
function discoveredLabels(own: Labels, shared: Labels, config: ScrapeConfig): Labels {
  const builder = new LabelBuilder(shared);
  for (let i = 0; i < own.length; i += 2) builder.set(own[i] as string, own[i + 1] as string);
  const defaults: [string, string][] = [
    ['job', config.jobName],
    ['__scrape_interval__', formatDuration(config.scrapeIntervalMs)],
    ['__scrape_timeout__', formatDuration(config.scrapeTimeoutMs)],
    ['__metrics_path__', config.metricsPath],
    ['__scheme__', config.scheme],
  ];
  for (const [name, value] of defaults) if (builder.get(name) === '') builder.set(name, value);
  for (const [name, values] of Object.entries(config.params)) {
    if (values[0] !== undefined) builder.set(PARAM_PREFIX + name, values[0]);
  }
  return builder.labels();
}

function resolveTarget(discovered: Labels, config: ScrapeConfig, rules: readonly RelabelRule[]): TargetOutcome {
  const relabelled = relabel(discovered, rules);
  if (relabelled === undefined) return { kind: 'dropped', discoveredLabels: discovered };
  const invalid = (reason: string): TargetOutcome => ({ kind: 'invalid', discoveredLabels: discovered, reason });

  const times = scrapeTimes(relabelled);
  if (typeof times === 'string') return invalid(times);
  const url = scrapeUrl(relabelled, config.params);
  if (!url.ok) return invalid(url.reason);
  const kept = withoutMeta(relabelled);
  const broken = kept.find((text) => !text.isWellFormed());
  if (broken !== undefined) return invalid(`label name or value is not valid UTF-8: ${JSON.stringify(broken)}`);
  const labels = publicLabels(kept);
  const target: Target = {
    key: `${labelsKey(labels)}\u0001${url.url}`,
    discoveredLabels: discovered,
    labels,
    url: url.url,
    ...times,
  };
  return { kind: 'active', target };
}

function scrapeTimes(labels: Labels): { scrapeIntervalMs: number; scrapeTimeoutMs: number } | string {
  const interval = getLabel(labels, '__scrape_interval__');
  const timeout = getLabel(labels, '__scrape_timeout__');
  const scrapeIntervalMs = parseDuration(interval);
  const scrapeTimeoutMs = parseDuration(timeout);
  if (scrapeIntervalMs === undefined) return `__scrape_interval__ is not a duration: ${JSON.stringify(interval)}`;
  if (scrapeTimeoutMs === undefined) return `__scrape_timeout__ is not a duration: ${JSON.stringify(timeout)}`;
  if (scrapeIntervalMs === 0) return 'scrape interval cannot be 0';
  if (scrapeTimeoutMs === 0) return 'scrape timeout cannot be 0';
  if (scrapeTimeoutMs > scrapeIntervalMs) {
    return `scrape timeout cannot be greater than scrape interval (${timeout} > ${interval})`;
  }
  return { scrapeIntervalMs, scrapeTimeoutMs };
}

type UrlOutcome = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly reason: string };

/**
 * `scheme://address/path?params`. The address is taken as it is, without a default port, so that it reads as it was
 * written; anything in it that would change the meaning of the URL is refused.
 */
function scrapeUrl(labels: Labels, params: ScrapeConfig['params']): UrlOutcome {
  const address = getLabel(labels, '__address__');
  const scheme = getLabel(labels, '__scheme__');
  if (address === '') return { ok: false, reason: 'no address' };
  if (/[/?#@\\\s]/.test(address)) return { ok: false, reason: `${JSON.stringify(address)} is not a valid hostname` };
  if (scheme !== 'http' && scheme !== 'https') {
    return { ok: false, reason: `invalid scheme ${JSON.stringify(scheme)}: http and https are known` };
  }
  const path = getLabel(labels, '__metrics_path__');
  const query = queryString(labels, params);
  const slash = path.startsWith('/') || path === '' ? '' : '/';
  const url = `${scheme}://${address}${slash}${escapePath(path)}${query === '' ? '' : `?${query}`}`;
  if (!URL.canParse(url)) return { ok: false, reason: `${JSON.stringify(address)} is not a valid hostname` };
  return { ok: true, url };
}

function escapePath(path: string): string {
  return encodeURI(path.toWellFormed()).replace(/[?#]/g, encodeURIComponent);
}

/** The first value of a parameter comes from its label, which relabelling may have changed; sorted by name. */
function queryString(labels: Labels, params: ScrapeConfig['params']): string {
  const values = new Map<string, string[]>();
  for (const [name, given] of Object.entries(params)) values.set(name, [...given]);
  for (let i = 0; i < labels.length; i += 2) {
    const label = labels[i] as string;
    if (!label.startsWith(PARAM_PREFIX)) continue;
    const name = label.slice(PARAM_PREFIX.length);
    values.set(name, [labels[i + 1] as string, ...(values.get(name) ?? []).slice(1)]);
  }
  const query = new URLSearchParams();
  for (const [name, list] of values) for (const value of list) query.append(name, value);
  query.sort();
  return query.toString();
}

/** Drops `__meta_…` and makes the address the default of `instance`. */
function withoutMeta(labels: Labels): Labels {
  const builder = new LabelBuilder(labels);
  for (const name of builder.names()) if (name.startsWith(META_PREFIX)) builder.set(name, '');
  if (builder.get('instance') === '') builder.set('instance', builder.get('__address__'));
  return builder.labels();
}

function publicLabels(labels: Labels): Labels {
  const out: string[] = [];
  for (let i = 0; i < labels.length; i += 2) {
    if (!(labels[i] as string).startsWith('__')) out.push(labels[i] as string, labels[i + 1] as string);
  }
  return out;
}
