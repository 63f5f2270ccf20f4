import { describe, expect, it } from 'vitest';
import { parsePartitionName, partitionName, partitionOf } from './partitionNames';

const START = Date.UTC(2026, 1, 28, 22, 0, 0);

describe('partitions by tier, class and time', () => {
  it.each([
    [0, 0, 'Page_raw_0_20260228', '2026-02-28', '2026-03-01'],
    [1, 12, 'Page_5m_12_202602', '2026-02-01', '2026-03-01'],
    [2, 99, 'Page_1h_99_2026', '2026-01-01', '2027-01-01'],
  ])('tier %i, class %i: %s', (tier, retentionClass, name, from, to) => {
    const key = partitionOf({ tier, class: retentionClass, windowStartMs: START });
    expect(key).toEqual({ tier, class: retentionClass, fromMs: Date.parse(from), toMs: Date.parse(to) });
    expect(partitionName(key)).toBe(name);
    expect(parsePartitionName(name)).toEqual(key);
  });

  it.each([
    'Page_raw',
    'Page_raw_0',
    'HeadLog_0',
    'Page_5m_0_20260228',
    'Page_raw_0_20261341',
    'Page_2h_0_2026',
    'Page_raw_00_20260228',
  ])('takes %s for no partition', (name) => {
    expect(parsePartitionName(name)).toBeUndefined();
  });
});
