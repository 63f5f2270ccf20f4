import { memoryOfTree } from './processUsage';

/** A server under measurement: ours or a peer's. All speak Prometheus' HTTP API. */
export interface BenchServer {
  readonly name: string;
  readonly url: string;
  /** Sent with each query. */
  readonly queryParameters: Readonly<Record<string, string>>;
  /** The ids of the processes it consists of now, by name: each counts with its descendants. */
  processes(): ReadonlyMap<string, number>;
  /** Takes this scrape configuration, in Prometheus' format, and begins at once. */
  configure(prometheusYml: string): Promise<void>;
  /**
   * Bytes on disk of all samples and their index, as small as the server makes them; without its write-ahead log. The
   * server may be started anew for it.
   */
  storedBytes(): Promise<number>;
  stop(): Promise<void>;
}

export function memoryBytes(server: BenchServer): number {
  return [...server.processes().values()].reduce((bytes, pid) => bytes + memoryOfTree(pid), 0);
}
