import { describe, expect, it } from 'vitest';
import { shifted, zoomedIn, zoomedOut, zoomedTo } from './moveRange';
import { readTimeUrl, withRange, withRefresh, withTimeZone } from './timeRangeUrl';

describe('readTimeUrl', () => {
  it.each([
    ['', {}],
    ['from=now-6h&to=now', { range: { from: 'now-6h', to: 'now' } }],
    ['from=1700000000000&to=1700003600000', { range: { from: '1700000000000', to: '1700003600000' } }],
    ['from=now-1h', { range: { from: 'now-1h', to: 'now' } }],
    ['time=1700000000000&time.window=60000', { range: { from: '1699999970000', to: '1700000030000' } }],
    ['time=x&time.window=60000', {}],
    ['tz=utc&refresh=30s', { timeZone: 'utc', refresh: '30s' }],
    ['timezone=Europe/Berlin&tz=utc&refresh=off', { timeZone: 'Europe/Berlin', refresh: '' }],
    [`from=${'x'.repeat(5000)}`, {}],
  ])('%s', (query, want) => expect(readTimeUrl(new URLSearchParams(query))).toEqual(want));

  it('reads back what it writes and keeps the rest', () => {
    const start = new URLSearchParams('var-a=1&time=5&time.window=6');
    const written = withRefresh(withTimeZone(withRange(start, { from: 'now-1d/d', to: 'now/d' }), 'utc'), '');
    expect(written.get('var-a')).toBe('1');
    expect(readTimeUrl(written)).toEqual({ range: { from: 'now-1d/d', to: 'now/d' }, timeZone: 'utc', refresh: '' });
  });
});

describe('moves', () => {
  const range = { fromMs: 1_000_000, toMs: 2_000_000 };
  it.each([
    ['out', zoomedOut(range, 9_000_000), { fromMs: 500_000, toMs: 2_500_000 }],
    ['out, up to now', zoomedOut(range, 2_000_000), { fromMs: 0, toMs: 2_000_000 }],
    ['out of the future', zoomedOut(range, 1_500_000), { fromMs: 0, toMs: 2_000_000 }],
    ['in', zoomedIn(range), { fromMs: 1_250_000, toMs: 1_750_000 }],
    ['in to a second', zoomedIn({ fromMs: 5_000, toMs: 6_000 }), { fromMs: 5_000, toMs: 6_000 }],
    ['left', shifted(range, -1), { fromMs: 500_000, toMs: 1_500_000 }],
    ['right', shifted(range, 1), { fromMs: 1_500_000, toMs: 2_500_000 }],
    ['to, dragged backwards', zoomedTo(9_000, 3_000.4), { fromMs: 3_000, toMs: 9_000 }],
    ['to nothing: at least a second', zoomedTo(5_000, 5_000), { fromMs: 5_000, toMs: 6_000 }],
    ['out of the epoch', zoomedOut({ fromMs: 0, toMs: 4_000 }, 9_000_000), { fromMs: 0, toMs: 6_000 }],
  ])('%s', (_name, got, want) => expect(got).toEqual(want));
});
