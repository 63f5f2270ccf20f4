import { describe, expect, it } from 'vitest';
import { formatByteSize, parseByteSize } from './byteSize';

describe('parseByteSize', () => {
  const accepted: [string, number][] = [
    ['0', 0],
    ['0B', 0],
    ['512B', 512],
    ['1KB', 1024],
    ['1KiB', 1024],
    ['50MB', 50 * 1024 ** 2],
    ['1.5GiB', 1.5 * 1024 ** 3],
    ['1MB512KB', 1.5 * 1024 ** 2],
    ['.5KB', 512],
  ];
  it.each(accepted)('%s', (text, want) => expect(parseByteSize(text)).toBe(want));

  const refused = ['', '1', '100', 'MB', '1kb', '1mb', '-1MB', '1 MB', '1MBx', '1ZB', '9999999EB'];
  it.each(refused)('refuses %j', (text) => expect(parseByteSize(text)).toBeUndefined());
});

describe('formatByteSize', () => {
  const cases: [number, string][] = [
    [0, '0B'],
    [1023, '1023B'],
    [50 * 1024 ** 2, '50MiB'],
    [1.5 * 1024 ** 3, '1.5GiB'],
  ];
  it.each(cases)('%d', (bytes, want) => expect(formatByteSize(bytes)).toBe(want));
});
