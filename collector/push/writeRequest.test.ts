import { compress } from 'snappyjs';
import { describe, expect, it } from 'vitest';
import { SnappyDecoder } from './snappyBlock';
import { WRITE_LIMITS, type WriteLimits } from './writeColumns';
import { readWrittenLabels } from './writeLabels';
import { type WriteRequest, WriteRequestDecoder } from './writeRequest';
import { WriteRequestError } from './writeRequestError';
import { encodeBody, encodeProtobuf, labelPairs } from './writeRequestTestKit';

const REQUEST = {
  timeseries: [
    {
      labels: labelPairs({ __name__: 'm', job: 'j', x: 'é'.repeat(40) }),
      samples: [
        { value: 1.5, timestamp: 1700000000000 },
        { value: -2, timestamp: -1700000000001 },
      ],
      exemplars: [{ value: 1, timestamp: 2 }],
    },
    { labels: labelPairs({ __name__: 'n' }), samples: [{ value: 0, timestamp: 0 }] },
    { labels: labelPairs({ __name__: 'empty' }) },
  ],
  metadata: [{ type: 2, metric_family_name: 'm', help: 'h' }],
};

function decodeSnappyBlock(block: Uint8Array, maxBytes: number): Uint8Array {
  return new SnappyDecoder().decode(block, maxBytes);
}

const decoder = new WriteRequestDecoder();

function decodeWriteRequest(body: Uint8Array, limits?: WriteLimits): WriteRequest {
  return (limits === undefined ? decoder : new WriteRequestDecoder(limits)).decode(body, 1);
}

function timesOf(request: WriteRequest): number[] {
  return [...request.timestamps.subarray(0, request.sampleCount)];
}

function randomizer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('decodeSnappyBlock', () => {
  it('reads what another implementation compresses', () => {
    const random = randomizer(3);
    for (const size of [0, 1, 59, 60, 61, 255, 256, 257, 4000, 65_536, 300_000]) {
      for (const alphabet of [1, 4, 256]) {
        const data = Uint8Array.from({ length: size }, () => random(alphabet));
        const repeated = Uint8Array.from([...data.subarray(0, 40_000), ...data.subarray(0, 40_000)]);
        expect(Buffer.from(decodeSnappyBlock(compress(data), 1e6)).equals(data)).toBe(true);
        expect(Buffer.from(decodeSnappyBlock(compress(repeated), 1e6)).equals(repeated)).toBe(true);
      }
    }
  });

  it.each([
    ['a far copy', [10, 0x08, 1, 2, 3, 0x1b, 3, 0, 0, 0], [1, 2, 3, 1, 2, 3, 1, 2, 3, 1]],
    ['a copy that repeats one byte', [6, 0x00, 7, 0x05, 1], [7, 7, 7, 7, 7, 7]],
  ])('reads %s', (_name, block, want) => {
    expect([...decodeSnappyBlock(Uint8Array.from(block), 100)]).toEqual(want);
  });

  it.each([
    ['nothing', [], 'bad_snappy'],
    ['a size without end', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 'bad_snappy'],
    ['a size above the limit', [0xe9, 0x07, 0], 'too_large'],
    ['a size that the body cannot hold', [0xe8, 0x07, 0], 'bad_snappy'],
    ['a literal beyond the body', [5, 0x10, 1, 2], 'bad_snappy'],
    ['a literal beyond the size', [2, 0x08, 1, 2, 3], 'bad_snappy'],
    ['a literal length that is cut off', [90, 0xf4, 1], 'bad_snappy'],
    ['a copy from before the beginning', [6, 0x00, 7, 0x05, 2], 'bad_snappy'],
    ['a copy of offset 0', [6, 0x00, 7, 0x05, 0], 'bad_snappy'],
    ['a copy that is cut off', [6, 0x00, 7, 0x05], 'bad_snappy'],
    ['an end before the size', [6, 0x00, 7], 'bad_snappy'],
  ])('refuses %s', (_name, block, code) => {
    expect(() => decodeSnappyBlock(Uint8Array.from(block), 1000)).toThrow(expect.objectContaining({ code }));
  });
});

describe('decodeWriteRequest', () => {
  it('gives columns', () => {
    const request = decodeWriteRequest(encodeBody(REQUEST));
    expect(request.seriesCount).toBe(3);
    expect([...request.sampleStarts.subarray(0, 4)]).toEqual([0, 2, 3, 3]);
    expect(timesOf(request)).toEqual([1700000000000, -1700000000001, 0]);
    expect([...request.values.subarray(0, 3)]).toEqual([1.5, -2, 0]);
    expect(request.metadata).toEqual([{ metric: 'm', type: 'gauge', help: 'h', unit: '' }]);
    const labels = [0, 1, 2].map((i) =>
      readWrittenLabels(request.bytes, request.labelStarts[i]!, request.labelEnds[i]!),
    );
    expect(labels).toEqual([
      { ok: true, labels: ['__name__', 'm', 'job', 'j', 'x', 'é'.repeat(40)] },
      { ok: true, labels: ['__name__', 'n'] },
      { ok: true, labels: ['__name__', 'empty'] },
    ]);
  });

  it('reads fields in any order, and labels on both sides of samples', () => {
    const label = (name: string, value: string): number[] => {
      const inner = [0x0a, name.length, ...Buffer.from(name), 0x12, value.length, ...Buffer.from(value)];
      return [0x0a, inner.length, ...inner];
    };
    const sample = [0x12, 2, 0x10, 7];
    const unknown = [0x78, 1];
    const series = [...unknown, ...label('__name__', 'm'), ...sample, ...label('a', 'b'), ...unknown];
    const body = compress(Uint8Array.from([0x10, 5, 0x0a, series.length, ...series]));
    const request = decodeWriteRequest(body);
    expect(timesOf(request)).toEqual([7]);
    expect(readWrittenLabels(request.bytes, request.labelStarts[0]!, request.labelEnds[0]!)).toEqual({
      ok: true,
      labels: ['__name__', 'm', 'a', 'b'],
    });
  });

  it.each([
    ['a field that reaches beyond the end', [0x0a, 5, 0x0a]],
    ['field number 0', [0x02, 1, 1]],
    ['a group', [0x0b]],
    ['a series that is a number', [0x08, 1]],
    ['a sample that is a number', [0x0a, 2, 0x10, 1]],
    ['a value that is a number', [0x0a, 4, 0x12, 2, 0x08, 1]],
    ['a value that is cut off', [0x0a, 6, 0x12, 4, 0x09, 1, 2, 3]],
    ['a timestamp without end', [0x0a, 14, 0x12, 12, 0x10, ...Array.from({ length: 11 }, () => 0xff)]],
    ['a timestamp out of range', [0x0a, 13, 0x12, 11, 0x10, ...Array.from({ length: 8 }, () => 0xff), 0x7f, 0]],
  ])('refuses %s', (_name, bytes) => {
    expect(() => decodeWriteRequest(compress(Uint8Array.from(bytes)))).toThrow(
      expect.objectContaining({ code: 'bad_protobuf' }),
    );
  });

  it.each([
    ['series', { ...WRITE_LIMITS, maxSeries: 2 }],
    ['samples', { ...WRITE_LIMITS, maxSamples: 2 }],
    ['bytes', { ...WRITE_LIMITS, maxDecodedBytes: 20 }],
  ])('refuses too many %s', (_what, limits) => {
    expect(() => decodeWriteRequest(encodeBody(REQUEST), limits)).toThrow(
      expect.objectContaining({ code: 'too_large' }),
    );
  });

  it('answers hostile bytes with a WriteRequestError or a request, never else', () => {
    const random = randomizer(11);
    const raw = encodeProtobuf(REQUEST);
    const packed = encodeBody(REQUEST);
    for (let round = 0; round < 20_000; round++) {
      const bytes = Uint8Array.from(round % 2 === 0 ? raw : packed);
      for (let edits = 1 + random(5); edits > 0; edits--) bytes[random(bytes.length)] = random(256);
      const cut = random(4) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
      decodeAll(round % 2 === 0 ? compress(cut) : cut);
    }
  });
});

function decodeAll(body: Uint8Array): void {
  try {
    const request = decodeWriteRequest(body);
    for (let i = 0; i < request.seriesCount; i++) {
      readWrittenLabels(request.bytes, request.labelStarts[i]!, request.labelEnds[i]!);
    }
  } catch (error) {
    if (!(error instanceof WriteRequestError)) throw error;
  }
}

describe('readWrittenLabels', () => {
  const invalid = Buffer.from([0x0a, 6, 0x0a, 1, 0x61, 0x12, 1, 0xff]);
  it.each([
    ['no metric name', labelPairs({ a: 'b' }), 'the series has no metric name (label __name__)'],
    ['an empty metric name', labelPairs({ __name__: '' }), 'the series has no metric name (label __name__)'],
    ['a nameless label', [...labelPairs({ __name__: 'm' }), { name: '', value: 'x' }], 'a label has no name'],
    [
      'a name that comes twice',
      [...labelPairs({ __name__: 'm', a: '1' }), { name: 'a', value: '2' }],
      'label name "a" is not unique',
    ],
    ['a long name', labelPairs({ __name__: 'm', ['x'.repeat(1025)]: '1' }), 'a label name is longer than 1024 bytes'],
    [
      'a long value',
      labelPairs({ __name__: 'x'.repeat(4097) }),
      'the value of label "__name__" is longer than 4096 bytes',
    ],
    [
      'many labels',
      labelPairs(Object.fromEntries([['__name__', 'm'], ...Array.from({ length: 64 }, (_, i) => [`l${i}`, 'v'])])),
      'the series has more than 64 labels',
    ],
  ])('refuses %s', (_name, labels, reason) => {
    const request = decodeWriteRequest(encodeBody({ timeseries: [{ labels }] }));
    const read = readWrittenLabels(request.bytes, request.labelStarts[0]!, request.labelEnds[0]!);
    expect(read).toEqual({ ok: false, reason });
  });

  it('refuses what is not UTF-8', () => {
    expect(readWrittenLabels(invalid, 0, invalid.length)).toEqual({ ok: false, reason: 'a label is not valid UTF-8' });
  });
});
