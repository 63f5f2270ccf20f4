/** What the built-in configuration needs to know of this collector. */
export interface DefaultConfigOptions {
  /** Where the collector answers on this machine: `127.0.0.1:9490`. */
  readonly collectorAddress: string;
  readonly hostName: string;
  /** What the collector takes from itself where its port demands credentials. */
  readonly token?: string;
}

/**
 * The configuration when none is given, as the text of a prometheus.yml: the collector's own metrics, and those of
 * this machine under the names that dashboards for node_exporter expect.
 */
export function defaultConfigText({ collectorAddress, hostName, token }: DefaultConfigOptions): string {
  const address = JSON.stringify(collectorAddress);
  const authorization = token === undefined ? '' : `    authorization: { credentials: ${JSON.stringify(token)} }\n`;
  return `# The built-in configuration. Set BELVEDERE_CONFIG to use your own prometheus.yml.
global:
  scrape_interval: 5s
  scrape_timeout: 5s

scrape_configs:
  - job_name: belvedere
${authorization}    static_configs:
      - targets: [${address}]

  # The built-in host exporter: node_exporter's metrics of this machine.
  - job_name: node
${authorization}    metrics_path: /exporters/host/metrics
    static_configs:
      - targets: [${address}]
        labels:
          instance: ${JSON.stringify(`${hostName}:9100`)}
`;
}
