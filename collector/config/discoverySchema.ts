import { z } from 'zod';
import { duration, labelMap, section } from './fields';

/** As Prometheus: `*` in the last part only, and an extension that says the format. */
const FILE_SD_NAME = /^[^*]*(\*[^/]*)?\.(json|yml|yaml|JSON|YML|YAML)$/;

const staticConfig = section({ targets: z.array(z.string()).optional(), labels: labelMap.optional() });

const fileSdConfig = section({
  files: z
    .array(
      z
        .string()
        .regex(FILE_SD_NAME, 'file_sd path must end in .json, .yml or .yaml; * is allowed in the last part only'),
    )
    .min(1, 'file_sd_configs needs at least one path in files'),
  refresh_interval: duration.optional(),
});

const opaque = z.array(z.record(z.string(), z.unknown())).optional();

/** Mechanisms of Prometheus that are not served yet. Their settings are taken as they are. */
const inactiveShape = {
  aws_sd_configs: opaque,
  azure_sd_configs: opaque,
  consul_sd_configs: opaque,
  digitalocean_sd_configs: opaque,
  dns_sd_configs: opaque,
  docker_sd_configs: opaque,
  dockerswarm_sd_configs: opaque,
  ec2_sd_configs: opaque,
  eureka_sd_configs: opaque,
  gce_sd_configs: opaque,
  hetzner_sd_configs: opaque,
  http_sd_configs: opaque,
  ionos_sd_configs: opaque,
  kubernetes_sd_configs: opaque,
  kuma_sd_configs: opaque,
  lightsail_sd_configs: opaque,
  linode_sd_configs: opaque,
  marathon_sd_configs: opaque,
  nerve_sd_configs: opaque,
  nomad_sd_configs: opaque,
  oci_sd_configs: opaque,
  openstack_sd_configs: opaque,
  outscale_sd_configs: opaque,
  ovhcloud_sd_configs: opaque,
  puppetdb_sd_configs: opaque,
  scaleway_sd_configs: opaque,
  serverset_sd_configs: opaque,
  stackit_sd_configs: opaque,
  triton_sd_configs: opaque,
  uyuni_sd_configs: opaque,
  vultr_sd_configs: opaque,
};

export const INACTIVE_SD_FIELDS: readonly string[] = Object.keys(inactiveShape);

/** Where the targets are: fields of scrape configs and of alertmanagers. */
export const discoveryShape = {
  static_configs: z.array(staticConfig).optional(),
  file_sd_configs: z.array(fileSdConfig).optional(),
  ...inactiveShape,
};
