import { compress } from 'snappyjs';
import { describe, expect, it } from 'vitest';
import { WRITE_LIMITS, type WriteLimits } from './writeColumns';
import { readWrittenLabels } from './writeLabels';
import { type WriteRequest, WriteRequestDecoder } from './writeRequest';
import { WriteRequestError } from './writeRequestError';
import { encodeProtobufV2, encodeRequestV2, type TestSeriesV2 } from './writeRequestV2TestKit';

const decoder = new WriteRequestDecoder();

function decode(protobuf: Uint8Array, limits?: WriteLimits): WriteRequest {
  return (limits === undefined ? decoder : new WriteRequestDecoder(limits)).decode(compress(protobuf), 2);
}

function labelsOf(request: WriteRequest, series: number): unknown {
  return readWrittenLabels(request.bytes, request.labelStarts[series]!, request.labelEnds[series]!);
}

function labelBytes(request: WriteRequest, series: number): string {
  const { bytes, labelStarts, labelEnds } = request;
  return Buffer.from(bytes.subarray(labelStarts[series], labelEnds[series])).toString('hex');
}

const SERIES: readonly TestSeriesV2[] = [
  {
    labels: { __name__: 'm', job: 'j', x: 'é'.repeat(100) },
    samples: [
      { value: 1.5, timestamp: 1700000000000, start_timestamp: 1600000000000 },
      { value: -2, timestamp: -5 },
    ],
    exemplars: [{ value: 0.25, timestamp: 7, labels: { trace_id: 'abc' } }],
    metadata: { type: 1, help: 'Help.', unit: 's' },
  },
  { labels: { __name__: 'h', job: 'j' }, histograms: [{ timestamp: 1 }, { timestamp: 2 }], created_timestamp: 3 },
  { labels: { __name__: 'n' }, samples: [{ value: 0, timestamp: 0 }], metadata: { type: 0 } },
];

describe('remote write 2.0', () => {
  it('gives the columns of version 1', () => {
    const request = decode(encodeProtobufV2(SERIES));
    expect(request).toMatchObject({ version: 2, seriesCount: 3, sampleCount: 3, histograms: 2, metadata: [] });
    expect([...request.sampleStarts.subarray(0, 4)]).toEqual([0, 2, 2, 3]);
    expect([...request.timestamps.subarray(0, 3)]).toEqual([1700000000000, -5, 0]);
    expect([...request.values.subarray(0, 3)]).toEqual([1.5, -2, 0]);
    expect([0, 1, 2].map((series) => labelsOf(request, series))).toEqual([
      { ok: true, labels: ['__name__', 'm', 'job', 'j', 'x', 'é'.repeat(100)] },
      { ok: true, labels: ['__name__', 'h', 'job', 'j'] },
      { ok: true, labels: ['__name__', 'n'] },
    ]);
    expect([0, 1, 2, 3].map((series) => request.seriesMetadata(series))).toEqual([
      { type: 'counter', help: 'Help.', unit: 's' },
      undefined,
      undefined,
      undefined,
    ]);
    const [exemplar] = request.exemplars;
    expect(exemplar).toMatchObject({ series: 0, timestampMs: 7, value: 0.25 });
    const exemplarBytes = request.bytes.subarray(exemplar?.labelStart, exemplar?.labelEnd);
    expect(Buffer.from(exemplarBytes).toString()).toBe('\n\x0f\n\x08trace_id\x12\x03abc');
  });

  it('gives a series the same label bytes whatever the numbers of its symbols are', () => {
    const few = decode(encodeProtobufV2(SERIES));
    const want = [0, 1, 2].map((series) => labelBytes(few, series));
    const other = decode(encodeProtobufV2([...SERIES].reverse(), ['job', 'much', 'else']));
    expect([2, 1, 0].map((series) => labelBytes(other, series))).toEqual(want);
  });

  it('reads symbols that come last, and labels that are not packed', () => {
    const symbols = encodeRequestV2({ symbols: ['', '__name__', 'm'] });
    const timeseries = Uint8Array.from([0x2a, 8, 0x08, 1, 0x08, 2, 0x12, 2, 0x10, 9]);
    const request = decode(Buffer.concat([timeseries, symbols]));
    expect(labelsOf(request, 0)).toEqual({ ok: true, labels: ['__name__', 'm'] });
    expect([request.timestamps[0], request.values[0]]).toEqual([9, 0]);
  });

  it('keeps nothing of the request before', () => {
    const decoder = new WriteRequestDecoder();
    decoder.decode(compress(encodeProtobufV2(SERIES)), 2);
    const request = decoder.decode(compress(encodeProtobufV2(SERIES.slice(2))), 2);
    expect(request).toMatchObject({ seriesCount: 1, sampleCount: 1, histograms: 0, exemplars: [] });
    expect(labelsOf(request, 0)).toEqual({ ok: true, labels: ['__name__', 'n'] });
  });

  it.each([
    ['a symbol that is missing', { symbols: ['', 'a'], timeseries: [{ labels_refs: [1, 2] }] }, 'symbol 2 of 2'],
    ['an odd number of labels', { symbols: ['', 'a'], timeseries: [{ labels_refs: [1] }] }, 'odd number'],
    ['symbols that do not begin with none', { symbols: ['a'] }, 'symbol 0 is not the empty string'],
    [
      'metadata with a symbol that is missing',
      { symbols: [''], timeseries: [{ metadata: { type: 1, help_ref: 9 } }] },
      'symbol 9 of 1',
    ],
  ])('refuses %s', (_name, request, reason) => {
    expect(() => decode(encodeRequestV2(request))).toThrow(
      expect.objectContaining({ code: 'bad_protobuf', message: expect.stringContaining(reason) }),
    );
  });

  it.each([
    ['symbols', { ...WRITE_LIMITS, maxSymbols: 3 }],
    ['series', { ...WRITE_LIMITS, maxSeries: 2 }],
    ['samples', { ...WRITE_LIMITS, maxSamples: 2 }],
    ['exemplars', { ...WRITE_LIMITS, maxExemplars: 0 }],
  ])('refuses too many %s, and says how many are taken', (what, limits) => {
    expect(() => decode(encodeProtobufV2(SERIES), limits)).toThrow(
      expect.objectContaining({
        code: 'too_large',
        message: expect.stringMatching(new RegExp(`more than \\d ${what}`)),
      }),
    );
  });

  it('refuses label sets that a few symbols blow up', () => {
    const timeseries = Array.from({ length: 100 }, () => ({ labels_refs: Array.from({ length: 1000 }, () => 1) }));
    expect(() => decode(encodeRequestV2({ symbols: ['', 'x'.repeat(4000)], timeseries }))).toThrow(
      `more than ${WRITE_LIMITS.maxLabelBytes} bytes of labels`,
    );
  });

  it('answers hostile bytes with a WriteRequestError or a request, never else', () => {
    let state = 5;
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const raw = encodeProtobufV2(SERIES);
    let read = 0;
    for (let round = 0; round < 20_000; round++) {
      const bytes = Uint8Array.from(raw);
      for (let edits = 1 + random(3); edits > 0; edits--) bytes[random(bytes.length)] = random(256);
      try {
        const request = decode(random(4) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes);
        for (let series = 0; series < request.seriesCount; series++) labelsOf(request, series);
        read++;
      } catch (error) {
        if (!(error instanceof WriteRequestError)) throw error;
      }
    }
    expect(read).toBeGreaterThan(1000);
  });
});
