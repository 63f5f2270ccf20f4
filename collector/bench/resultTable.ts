/** What a benchmark measured, as a table: ours, each peer's, and ours divided by the peer's. */
export interface ResultRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** In the order of the table's peers. */
  readonly peers: readonly number[];
}

const NAME_WIDTH = 44;
const COLUMN_WIDTH = 17;

export function printTable(peers: readonly string[], rows: readonly ResultRow[]): void {
  const columns = ['Belvedere', ...peers.flatMap((peer) => [peer, 'ratio'])];
  console.log(`\n${''.padEnd(NAME_WIDTH)}${columns.map((column) => column.padStart(COLUMN_WIDTH)).join('')}`);
  for (const { name, unit, ours, peers: theirs } of rows) {
    const cells = [ours, ...theirs.flatMap((value) => [value, ours / value])].map(formatNumber);
    console.log(`${`${name}, ${unit}`.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(COLUMN_WIDTH)).join('')}`);
  }
}

/** Ratios are averaged as ratios are: the geometric mean. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return value.toFixed(0);
  return value.toPrecision(3);
}
