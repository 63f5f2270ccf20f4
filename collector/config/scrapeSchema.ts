import { z } from 'zod';
import { discoveryShape } from './discoverySchema';
import { byteSize, count, duration, flag, float, labelMap, scalar, section } from './fields';
import { httpClientShape } from './httpClientSchema';
import { relabelSchema } from './relabelSchema';
import { SCRAPE_PROTOCOLS } from './scrapeConfig';

const protocol = scalar(`one of ${SCRAPE_PROTOCOLS.join(', ')}`, (text) =>
  SCRAPE_PROTOCOLS.find((known) => known === text),
);

const protocols = z
  .array(protocol)
  .min(1, 'scrape_protocols cannot be empty')
  .refine((list) => new Set(list).size === list.length, 'scrape_protocols names a protocol twice');

const validation = z.enum(['', 'legacy', 'utf8']);
const escaping = z.enum(['', 'allow-utf-8', 'underscores', 'dots', 'values']);

/** Fields that a scrape config has of its own or takes from `global`. */
const inheritedShape = {
  scrape_interval: duration.optional(),
  scrape_timeout: duration.optional(),
  scrape_protocols: protocols.optional(),
  scrape_native_histograms: flag.optional(),
  convert_classic_histograms_to_nhcb: flag.optional(),
  always_scrape_classic_histograms: flag.optional(),
  extra_scrape_metrics: flag.optional(),
  scrape_failure_log_file: z.string().optional(),
  metric_name_validation_scheme: validation.optional(),
  metric_name_escaping_scheme: escaping.optional(),
  body_size_limit: byteSize.optional(),
  sample_limit: count.optional(),
  target_limit: count.optional(),
  label_limit: count.optional(),
  label_name_length_limit: count.optional(),
  label_value_length_limit: count.optional(),
  keep_dropped_targets: count.optional(),
};

/** `global`. */
export const globalSchema = section({
  ...inheritedShape,
  evaluation_interval: duration.optional(),
  rule_query_offset: duration.optional(),
  query_log_file: z.string().optional(),
  external_labels: labelMap.optional(),
});

/** One entry of `scrape_configs`, all fields of Prometheus 3. */
export const scrapeConfigSchema = section({
  ...inheritedShape,
  ...httpClientShape,
  ...discoveryShape,
  job_name: z.string().min(1, 'job_name is empty'),
  honor_labels: flag.optional(),
  honor_timestamps: flag.optional(),
  track_timestamps_staleness: flag.optional(),
  params: z.record(z.string(), z.array(z.string())).optional(),
  fallback_scrape_protocol: protocol.optional(),
  metrics_path: z.string().optional(),
  scheme: z.enum(['http', 'https']).optional(),
  enable_compression: flag.optional(),
  native_histogram_bucket_limit: count.optional(),
  native_histogram_min_bucket_factor: float.optional(),
  relabel_configs: z.array(relabelSchema).optional(),
  metric_relabel_configs: z.array(relabelSchema).optional(),
});

export type GlobalFields = z.output<typeof globalSchema>;
export type ScrapeFields = z.output<typeof scrapeConfigSchema>;
