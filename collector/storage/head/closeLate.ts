/** Turns late samples into pages of their windows. */
import { SeriesPageBuilder } from '../chunkenc/seriesPage';
import { type ClosedPage, PAGE_BYTES } from './closeBlocks';
import type { LateColumn } from './lateColumn';
import type { LateSamples, LateWindow } from './lateSamples';

/** Takes windows out of the late samples: their samples are in the returned pages. */
export function closeLate(late: LateSamples, windows: Iterable<LateWindow>): ClosedPage[] {
  const pages: ClosedPage[] = [];
  for (const window of windows) {
    late.remove(window);
    encodeWindow(window, pages);
  }
  return pages;
}

function encodeWindow(window: LateWindow, pages: ClosedPage[]): void {
  let page = new LatePage(window);
  for (const ref of Uint32Array.from(window.columns.keys()).sort()) {
    page.add(ref, window.columns.get(ref) as LateColumn);
    if (page.size < PAGE_BYTES) continue;
    pages.push(page.finish());
    page = new LatePage(window);
  }
  if (page.size > 0) pages.push(page.finish());
}

/** One page of one window. */
class LatePage {
  private readonly builder = new SeriesPageBuilder();
  private readonly refs: number[] = [];
  private times: Float64Array = new Float64Array(0);
  private column = -1;
  private minTimeMs = Infinity;
  private maxTimeMs = -Infinity;
  private samples = 0;

  constructor(private readonly window: LateWindow) {}

  get size(): number {
    return this.builder.size;
  }

  /** Series of one scrape come late together, so a column is mostly the one before it again. */
  add(ref: number, { timestamps, samples, length }: LateColumn): void {
    if (this.column < 0 || !areEqual(timestamps, this.times)) {
      this.column = this.builder.addColumn(timestamps, length);
      this.times = timestamps;
    }
    this.builder.addSeries(ref, this.column, undefined, samples, length);
    this.refs.push(ref);
    this.samples += length;
    this.minTimeMs = Math.min(this.minTimeMs, timestamps[0] as number);
    this.maxTimeMs = Math.max(this.maxTimeMs, timestamps[length - 1] as number);
  }

  finish(): ClosedPage {
    const { window, minTimeMs, maxTimeMs, samples } = this;
    return {
      class: window.retentionClass,
      windowStartMs: window.windowStartMs,
      bytes: this.builder.finish(),
      refs: Uint32Array.from(this.refs),
      minTimeMs,
      maxTimeMs,
      samples,
      firstSequence: window.firstSequence,
    };
  }
}

function areEqual(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((time, i) => time === b[i]);
}
