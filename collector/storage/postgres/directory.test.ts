import { describe, expect, it } from 'vitest';
import { PageKind, sealPage, startPage } from '../chunkenc/page';
import { TextWriter } from '../log/textTable';
import {
  type Directory,
  decodeDirectory,
  encodeDirectory,
  encodeMembers,
  findPart,
  MetricStarts,
  MetricWalk,
  readMembers,
} from './directory';

const DIRECTORY: Directory = {
  timestamps: { generations: Uint32Array.of(3, 7), parts: Uint32Array.of(9, 1), firstColumns: Uint32Array.of(0, 40) },
  series: { generations: Uint32Array.of(7, 3, 7), parts: Uint32Array.of(0, 4, 2) },
  firstMetrics: ['a', 'a', 'node_é'],
  firstRefs: [5, 900, 2],
  minTimeMs: -5,
  maxTimeMs: 1_763_805_600_000,
  bytes: 12_345,
};

describe('directory', () => {
  it('comes back as it was, pages of any generation in any order', () => {
    expect(decodeDirectory(encodeDirectory(DIRECTORY), 7)).toEqual(DIRECTORY);
  });

  it('of an older program names the parts of the generation, timestamps first', () => {
    const out = startPage();
    const texts = new TextWriter();
    for (const write of [() => out.varint(2), () => out.svarint(1), () => out.svarint(9), () => out.varint(77)])
      write();
    out.varint(1);
    texts.write(out, 'up');
    out.varint(6);
    const { timestamps, series } = decodeDirectory(sealPage(out, PageKind.directory), 4);
    expect(timestamps).toEqual({
      generations: Uint32Array.of(4, 4),
      parts: Uint32Array.of(0, 1),
      firstColumns: undefined,
    });
    expect(series).toEqual({ generations: Uint32Array.of(4), parts: Uint32Array.of(2) });
  });

  it.each([
    ['a', 4, -1],
    ['a', 5, 0],
    ['a', 899, 0],
    ['a', 901, 1],
    ['b', 1, 1],
    ['node_é', 3, 2],
  ])('finds the page of %s, %i', (metric, ref, page) => {
    expect(findPart(DIRECTORY, metric, ref)).toBe(page);
  });
});

describe('members', () => {
  it('come back as they were, and tell the metric of every series in order', () => {
    const starts = new MetricStarts();
    const series: [string, number][] = [
      ['go_gc', 8],
      ['go_gc', 30],
      ['go_goroutines', 2],
      ['😀a', 4],
      ['😁', 5],
      ['😁', 9],
    ];
    for (const [metric, ref] of series) starts.note(metric, ref);
    const refs = Uint32Array.from(series, ([, ref]) => ref).sort();
    const members = { refs, lastMs: Float64Array.from(refs, (ref) => 1e12 - ref) };
    const bytes = encodeMembers({ ...members, metrics: starts.metrics, metricRefs: starts.metricRefs });
    const read = readMembers(bytes);
    expect(read).toEqual({ ...members, metrics: [...starts.metrics], metricRefs: starts.metricRefs });
    const walk = new MetricWalk({ metrics: read.metrics ?? [], metricRefs: read.metricRefs });
    walk.enterPage('go_gc');
    expect(series.map(([, ref]) => walk.next(ref))).toEqual(series.map(([metric]) => metric));
    walk.enterPage('😁');
    expect(walk.next(9)).toBe('😁');
  });
});
