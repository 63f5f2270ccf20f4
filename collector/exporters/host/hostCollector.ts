import type { HostSource } from './hostSource';
import type { MetricFamily } from './metricFamily';

/** One of node_exporter's collectors. `name` is the value of its `collector` label. */
export interface HostCollector {
  readonly name: string;
  /** Throws when its files are missing or not understood; then none of its families is exposed. */
  collect(source: HostSource): readonly MetricFamily[] | Promise<readonly MetricFamily[]>;
}

/** A kernel file that does not look as documented. */
export class HostParseError extends Error {
  override readonly name = 'HostParseError';
  readonly code = 'host_parse';
}

/** A decimal number of a kernel file. Throws HostParseError, which names the file and the text. */
export function parseNumber(text: string | undefined, where: string): number {
  const value = text === undefined || text === '' ? Number.NaN : Number(text);
  if (Number.isNaN(value)) throw new HostParseError(`${where}: ${JSON.stringify(text)} is not a number`);
  return value;
}

/** The lines of a kernel file without empty ones. */
export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** The blank-separated fields of a line. */
export function fieldsOf(line: string): string[] {
  return line.trim().split(/\s+/);
}
