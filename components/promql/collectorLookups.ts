import type { PrometheusClient } from '@prometheus-io/codemirror-promql';
import { EqlRegex, Neq, NeqRegex } from '@prometheus-io/lezer-promql';
import type { QueryClient } from '@tanstack/react-query';
import { fetchLabelNames, fetchLabelValues, fetchMetadata, type Selection } from '@/lib/api/client';
import type { MetadataData } from '@/lib/api/responses/metadata';
import { escapeRegex } from '@/lib/dashboard/variables/formats';
import { METRIC_NAME } from '@/lib/labels/labels';
import { quote } from '@/lib/promql/strings';

/** More names or values are not fetched at once: what is typed narrows the search instead. */
export const MAX_NAMES = 5000;
export const MAX_VALUES = 1000;
const MAX_METADATA = 20_000;
const STALE_MS = 60_000;
const METADATA_STALE_MS = 5 * 60_000;

export interface LookupOptions {
  readonly queryClient: QueryClient;
  /** The time range that names and values are looked for in. */
  readonly bounds: () => Pick<Selection, 'fromMs' | 'toMs'>;
  /** Puts the variables of a selector in. */
  readonly interpolate: (text: string) => string;
}

type SourceMatcher = NonNullable<Parameters<PrometheusClient['labelValues']>[2]>[number];

/**
 * What the collector knows of names and values, for completion. Lookups are bounded and remembered for a minute; one
 * that fails offers nothing, as the query itself will tell the failure.
 */
export class CollectorLookups implements PrometheusClient {
  /** What is typed so far; narrows lookups that would be too long. */
  typed = '';
  /** The last lookup left something out: it has to be repeated as more is typed. */
  truncated = false;

  constructor(private readonly options: LookupOptions) {}

  async metricNames(): Promise<string[]> {
    return this.search(METRIC_NAME, undefined, MAX_NAMES);
  }

  async labelNames(metricName?: string): Promise<string[]> {
    const match = metricName ? [this.options.interpolate(metricName)] : undefined;
    const selection = { ...this.range(), ...(match && { match }), limit: MAX_VALUES };
    return this.remembered(
      ['labels', selection],
      async (signal) => (await fetchLabelNames(selection, { signal })).data,
    );
  }

  async labelValues(labelName: string, metricName?: string, matchers?: SourceMatcher[]): Promise<string[]> {
    return this.search(labelName, this.selector(labelName, metricName, matchers), MAX_VALUES);
  }

  async metricMetadata(): Promise<MetadataData> {
    return this.allMetadata().catch(() => ({}));
  }

  async series(): Promise<Map<string, string>[]> {
    return [];
  }

  async flags(): Promise<Record<string, string>> {
    return {};
  }

  /** Type and help of a metric; a histogram's or summary's series find their base name. */
  async metadataOf(metric: string): Promise<MetadataData[string]> {
    const all = await this.metricMetadata();
    const own = Object.hasOwn(all, metric) ? all[metric] : undefined;
    const base = metric.replace(/_(?:count|sum|bucket|total)$/, '');
    return own ?? (Object.hasOwn(all, base) ? (all[base] ?? []) : []);
  }

  private allMetadata(): Promise<MetadataData> {
    return this.options.queryClient.fetchQuery({
      queryKey: ['promql', 'metadata'],
      staleTime: METADATA_STALE_MS,
      retry: false,
      queryFn: async ({ signal }) => {
        const { data } = await fetchMetadata('', { signal });
        return Object.fromEntries(Object.entries(data).slice(0, MAX_METADATA));
      },
    });
  }

  /** All values of a label, or those that hold what is typed when all are too many. */
  private async search(label: string, selector: string | undefined, limit: number): Promise<string[]> {
    const all = await this.values(label, selector === undefined ? [] : [selector], limit);
    this.truncated = all.length >= limit;
    if (!this.truncated || this.typed === '') return all;
    const typed = `${label}=~${quote(`.*${escapeRegex(this.typed)}.*`)}`;
    const match =
      selector === undefined ? `{${typed}}` : selector.replace(/\}$|$/, (end) => (end ? `,${typed}}` : `{${typed}}`));
    return this.values(label, [match], limit);
  }

  private values(label: string, match: readonly string[], limit: number): Promise<string[]> {
    const selection = { ...this.range(), match, limit };
    return this.remembered(
      ['values', label, selection],
      async (signal) => (await fetchLabelValues(label, selection, { signal })).data,
    );
  }

  private remembered(key: readonly unknown[], load: (signal: AbortSignal) => Promise<string[]>): Promise<string[]> {
    const { queryClient } = this.options;
    return queryClient
      .fetchQuery({
        queryKey: ['promql', ...key],
        staleTime: STALE_MS,
        retry: false,
        queryFn: ({ signal }) => load(signal),
      })
      .catch(() => []);
  }

  /** Rounded, so that a page that refreshes itself asks the same again. */
  private range(): Pick<Selection, 'fromMs' | 'toMs'> {
    const { fromMs, toMs } = this.options.bounds();
    if (fromMs === undefined || toMs === undefined) return {};
    const grain = 5 * 60_000;
    return { fromMs: Math.floor(fromMs / grain) * grain, toMs: Math.ceil(toMs / grain) * grain };
  }

  private selector(label: string, metricName?: string, matchers: SourceMatcher[] = []): string | undefined {
    const others = matchers.filter(({ name, value }) => name !== label && value !== '');
    const parts = others.map(
      ({ name, type, value }) => `${name}${OPERATORS[type] ?? '='}"${this.options.interpolate(value)}"`,
    );
    const metric = this.options.interpolate(metricName ?? '');
    if (metric === '' && parts.length === 0) return undefined;
    return parts.length === 0 ? metric : `${metric}{${parts.join(',')}}`;
  }
}

const OPERATORS: Readonly<Record<number, string>> = { [Neq]: '!=', [EqlRegex]: '=~', [NeqRegex]: '!~' };
