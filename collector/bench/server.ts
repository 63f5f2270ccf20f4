/** A server under measurement: ours or a peer's. All speak Prometheus' HTTP API. */
export interface BenchServer {
  readonly name: string;
  readonly url: string;
  /** Sent with each query. */
  readonly queryParameters: Readonly<Record<string, string>>;
  /** CPU seconds used so far, by all processes that the server needs. */
  cpuSeconds(): number;
  memoryBytes(): number;
  /** Takes this scrape configuration, in Prometheus' format, and begins at once. */
  configure(prometheusYml: string): Promise<void>;
  /** Bytes on disk of all samples and their index, as small as the server makes them; without its write-ahead log. */
  storedBytes(): Promise<number>;
  stop(): Promise<void>;
}
