/** Which partition of `Page` a window lies in: raw by day, 5m by month, 1h by year, all in UTC. */
import type { WindowKey } from '../read/windowSet';
import { TIERS } from '../tiers';

/** One partition of pages: the windows of a tier and retention class that begin in `[fromMs, toMs)`. */
export interface PartitionKey {
  readonly tier: number;
  readonly class: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** How many digits of `20261122` name the time: year, month or day. */
const DIGITS: readonly number[] = [8, 6, 4];

const NAME = /^Page_(\w+?)_(\d{1,5})_(\d{4})(\d\d)?(\d\d)?$/;

/** The partition that has a window. */
export function partitionOf({ tier, class: retentionClass, windowStartMs }: WindowKey): PartitionKey {
  const start = new Date(windowStartMs);
  const [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()];
  return { tier, class: retentionClass, ...spanOf(digitsOf(tier), year, month, day) };
}

/** Name of its table in the schema "partitions". */
export function partitionName(key: PartitionKey): string {
  const time = new Date(key.fromMs).toISOString().slice(0, 10).replaceAll('-', '').slice(0, digitsOf(key.tier));
  return `${classTableName(key)}_${time}`;
}

/** Name of the table whose partitions are those of a tier and class. */
export function classTableName(key: Pick<PartitionKey, 'tier' | 'class'>): string {
  return `${tierTableName(key.tier)}_${key.class}`;
}

export function tierTableName(tier: number): string {
  return `Page_${TIERS[tier]?.name ?? tier}`;
}

/** The partition that a table is by its name; undefined for other tables. */
export function parsePartitionName(name: string): PartitionKey | undefined {
  const [, tierName, retentionClass, year, month = '01', day = '01'] = NAME.exec(name) ?? [];
  const tier = TIERS.find((candidate) => candidate.name === tierName)?.number;
  if (tier === undefined) return undefined;
  const key = {
    tier,
    class: Number(retentionClass),
    ...spanOf(digitsOf(tier), Number(year), Number(month) - 1, Number(day)),
  };
  return partitionName(key) === name ? key : undefined;
}

function digitsOf(tier: number): number {
  const digits = DIGITS[tier];
  if (digits === undefined) throw new Error(`BUG: no partitions for tier ${tier}`);
  return digits;
}

function spanOf(digits: number, year: number, month: number, day: number): { fromMs: number; toMs: number } {
  if (digits === 4) return { fromMs: Date.UTC(year, 0, 1), toMs: Date.UTC(year + 1, 0, 1) };
  if (digits === 6) return { fromMs: Date.UTC(year, month, 1), toMs: Date.UTC(year, month + 1, 1) };
  return { fromMs: Date.UTC(year, month, day), toMs: Date.UTC(year, month, day + 1) };
}
