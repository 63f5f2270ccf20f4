import type { Labels } from '@/lib/labels/labels';
import type { Secret } from './secret';

export const RELABEL_ACTIONS = [
  'replace',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
] as const;
export type RelabelAction = (typeof RELABEL_ACTIONS)[number];

/** One relabelling rule, with Prometheus' defaults filled in and checked. `regex` is RE2 syntax, anchored at both ends. */
export interface RelabelConfig {
  readonly action: RelabelAction;
  readonly sourceLabels: readonly string[];
  readonly separator: string;
  readonly regex: string;
  /** A 64-bit unsigned number in Prometheus; 0 when not given. */
  readonly modulus: bigint;
  readonly targetLabel: string;
  readonly replacement: string;
}

/** What one scrape may contain. 0 means no limit. A breach fails the whole scrape and is named in the target's error. */
export interface ScrapeLimits {
  /** Bytes of the body after decompression. */
  readonly bodySizeBytes: number;
  /** Samples after metric relabelling. */
  readonly samples: number;
  readonly labels: number;
  /** Bytes of UTF-8. */
  readonly labelNameBytes: number;
  /** Bytes of UTF-8. */
  readonly labelValueBytes: number;
  /** Targets of the job after relabelling. */
  readonly targets: number;
  /** Dropped targets kept for display. */
  readonly keptDroppedTargets: number;
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** Text given in place or by a file; files are read anew for every connection, so that they may rotate. */
export interface TlsConfig {
  readonly ca: string;
  readonly caFile: string;
  readonly cert: string;
  readonly certFile: string;
  readonly key: Secret | undefined;
  readonly keyFile: string;
  readonly serverName: string;
  readonly insecureSkipVerify: boolean;
  readonly minVersion: TlsVersion | undefined;
  readonly maxVersion: TlsVersion | undefined;
}

export interface BasicAuth {
  readonly username: string;
  readonly usernameFile: string;
  readonly password: Secret | undefined;
  readonly passwordFile: string;
}

/** The Authorization header as `type credentials`; bearer_token and bearer_token_file end here too. */
export interface Authorization {
  readonly type: string;
  readonly credentials: Secret | undefined;
  readonly credentialsFile: string;
}

/** Further request headers; values, secrets and file contents are all sent. */
export interface HttpHeader {
  readonly name: string;
  readonly values: readonly string[];
  readonly secrets: readonly Secret[];
  readonly files: readonly string[];
}

export interface HttpClientConfig {
  readonly basicAuth: BasicAuth | undefined;
  readonly authorization: Authorization | undefined;
  readonly tls: TlsConfig;
  readonly followRedirects: boolean;
  readonly headers: readonly HttpHeader[];
}

/** Targets with the labels they share; each target is a label set with at least `__address__`. */
export interface StaticConfig {
  readonly targets: readonly string[];
  readonly labels: Labels;
}

export interface FileSdConfig {
  /** Absolute paths; the last part may hold one `*`. */
  readonly files: readonly string[];
  readonly refreshIntervalMs: number;
}

export const SCRAPE_PROTOCOLS = [
  'PrometheusProto',
  'OpenMetricsText1.0.0',
  'OpenMetricsText0.0.1',
  'PrometheusText1.0.0',
  'PrometheusText0.0.4',
] as const;
export type ScrapeProtocol = (typeof SCRAPE_PROTOCOLS)[number];

/** One scrape config as the scrape manager runs it: every default filled in, globals applied, times in milliseconds. */
export interface ScrapeConfig {
  readonly jobName: string;
  readonly scrapeIntervalMs: number;
  /** At most scrapeIntervalMs. */
  readonly scrapeTimeoutMs: number;
  readonly metricsPath: string;
  readonly scheme: 'http' | 'https';
  readonly params: Readonly<Record<string, readonly string[]>>;
  readonly honorLabels: boolean;
  readonly honorTimestamps: boolean;
  readonly trackTimestampsStaleness: boolean;
  readonly enableCompression: boolean;
  /** Also store scrape_timeout_seconds, scrape_sample_limit and scrape_body_size_bytes. */
  readonly extraScrapeMetrics: boolean;
  /** In the order they are asked for. */
  readonly scrapeProtocols: readonly ScrapeProtocol[];
  /** What a body without a known Content-Type is taken for. */
  readonly fallbackScrapeProtocol: ScrapeProtocol | undefined;
  readonly limits: ScrapeLimits;
  readonly http: HttpClientConfig;
  readonly staticConfigs: readonly StaticConfig[];
  readonly fileSdConfigs: readonly FileSdConfig[];
  readonly relabelConfigs: readonly RelabelConfig[];
  readonly metricRelabelConfigs: readonly RelabelConfig[];
}
