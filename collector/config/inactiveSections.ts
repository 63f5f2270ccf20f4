/**
 * Sections of prometheus.yml that are checked and accepted, but not served yet. Their fields are those of
 * Prometheus 3, so that a slip is found now and not on the day they are switched on.
 */
import { z } from 'zod';
import { discoveryShape } from './discoverySchema';
import { count, duration, flag, float, integer, labelMap, section, url } from './fields';
import { httpClientShape, tlsSchema } from './httpClientSchema';
import { relabelSchema } from './relabelSchema';

/** As Prometheus: `*` in the last part only. */
const rulePath = z.string().regex(/^[^*]*(\*[^/]*)?$/, 'invalid path: * is allowed in the last part only');

const opaque = z.record(z.string(), z.unknown());

const alertmanager = section({
  ...httpClientShape,
  ...discoveryShape,
  sigv4: opaque.optional(),
  scheme: z.enum(['http', 'https']).optional(),
  path_prefix: z.string().optional(),
  timeout: duration.optional(),
  api_version: z.literal('v2').optional(),
  relabel_configs: z.array(relabelSchema).optional(),
  alert_relabel_configs: z.array(relabelSchema).optional(),
});

const queue = section({
  capacity: integer.optional(),
  max_shards: integer.optional(),
  min_shards: integer.optional(),
  max_samples_per_send: integer.optional(),
  batch_send_deadline: duration.optional(),
  min_backoff: duration.optional(),
  max_backoff: duration.optional(),
  retry_on_http_429: flag.optional(),
  sample_age_limit: duration.optional(),
});

const remoteWrite = section({
  ...httpClientShape,
  url,
  remote_timeout: duration.optional(),
  headers: labelMap.optional(),
  write_relabel_configs: z.array(relabelSchema).optional(),
  name: z.string().optional(),
  send_exemplars: flag.optional(),
  send_native_histograms: flag.optional(),
  round_robin_dns: flag.optional(),
  protobuf_message: z.enum(['prometheus.WriteRequest', 'io.prometheus.write.v2.Request']).optional(),
  queue_config: queue.optional(),
  metadata_config: section({
    send: flag.optional(),
    send_interval: duration.optional(),
    max_samples_per_send: integer.optional(),
  }).optional(),
  sigv4: opaque.optional(),
  azuread: opaque.optional(),
  google_iam: opaque.optional(),
});

const remoteRead = section({
  ...httpClientShape,
  url,
  remote_timeout: duration.optional(),
  chunked_read_limit: count.optional(),
  headers: labelMap.optional(),
  read_recent: flag.optional(),
  name: z.string().optional(),
  required_matchers: labelMap.optional(),
  filter_external_labels: flag.optional(),
});

const otlp = section({
  promote_all_resource_attributes: flag.optional(),
  promote_resource_attributes: z.array(z.string()).optional(),
  ignore_resource_attributes: z.array(z.string()).optional(),
  translation_strategy: z
    .enum([
      'UnderscoreEscapingWithSuffixes',
      'UnderscoreEscapingWithoutSuffixes',
      'NoUTF8EscapingWithSuffixes',
      'NoTranslation',
    ])
    .optional(),
  keep_identifying_resource_attributes: flag.optional(),
  convert_histograms_to_nhcb: flag.optional(),
  promote_scope_metadata: flag.optional(),
  label_name_underscore_sanitization: flag.optional(),
  label_name_preserve_multiple_underscores: flag.optional(),
});

const tracing = section({
  client_type: z.enum(['http', 'grpc']).optional(),
  endpoint: z.string().min(1, 'tracing endpoint must be set'),
  sampling_fraction: float.optional(),
  insecure: flag.optional(),
  tls_config: tlsSchema.optional(),
  headers: labelMap.optional(),
  compression: z.enum(['', 'gzip']).optional(),
  timeout: duration.optional(),
});

export const inactiveShape = {
  rule_files: z.array(rulePath).optional(),
  scrape_config_files: z.array(rulePath).optional(),
  runtime: section({ gogc: integer.optional() }).optional(),
  alerting: section({
    alert_relabel_configs: z.array(relabelSchema).optional(),
    alertmanagers: z.array(alertmanager).optional(),
  }).optional(),
  remote_write: z.array(remoteWrite).optional(),
  remote_read: z.array(remoteRead).optional(),
  otlp: otlp.optional(),
  tracing: tracing.optional(),
};
