import { describeRange, type TimeRangeText } from '@/lib/time/timeRange';

export interface QuickRange extends TimeRangeText {
  readonly label: string;
}

const LAST = ['5m', '15m', '30m', '1h', '3h', '6h', '12h', '24h', '2d', '7d', '30d', '90d', '6M', '1y'];
const WHOLE: readonly (readonly [string, string])[] = [
  ['now/d', 'now/d'],
  ['now/d', 'now'],
  ['now-1d/d', 'now-1d/d'],
  ['now/w', 'now/w'],
  ['now-1w/w', 'now-1w/w'],
  ['now/M', 'now/M'],
  ['now-1M/M', 'now-1M/M'],
  ['now/y', 'now/y'],
];

export const QUICK_RANGES: readonly QuickRange[] = [
  ...LAST.map((span): readonly [string, string] => [`now-${span}`, 'now']),
  ...WHOLE,
].map(([from, to]) => ({ from, to, label: describeRange({ from, to }) ?? `${from} to ${to}` }));
