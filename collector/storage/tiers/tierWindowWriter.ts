import type { Buckets } from '../chunkenc/buckets';
import { TierPageBuilder } from '../chunkenc/tierPageBuilder';
import { MetricStarts } from '../postgres/directory';
import type { SealedWindow } from '../postgres/sealedPages';
import type { WindowKey } from '../read/windowSet';
import type { GenerationWriter } from '../worker/generationWriter';
import { gridOf, stampOf } from './grid';

/** Pages are cut at this size. */
const PAGE_BYTES = 96 * 1024;

/** From this tier on pages are written so that SQL can read them. */
const ALIGNED_FROM_TIER = 2;

/** Writes the series of one window of a tier, in order of (metric, ref), as pages of a new generation. */
export class TierWindowWriter {
  private readonly grid;
  private readonly builder: TierPageBuilder;
  private readonly lastMs = new Map<number, number>();
  private readonly starts = new MetricStarts();
  private firstMetric = '';
  private firstRef = 0;
  private buckets = 0;
  private minStampMs = Infinity;
  private maxStampMs = -Infinity;

  constructor(
    key: WindowKey,
    private readonly writer: GenerationWriter,
  ) {
    this.grid = gridOf(key.tier, key.windowStartMs);
    this.builder = new TierPageBuilder(this.grid.rows, key.tier >= ALIGNED_FROM_TIER);
  }

  get series(): number {
    return this.lastMs.size;
  }

  /** Adds a series; one without buckets is left out. */
  async add(metric: string, ref: number, buckets: Buckets): Promise<void> {
    if (buckets.length === 0) return;
    if (this.builder.series === 0) {
      this.firstMetric = metric;
      this.firstRef = ref;
    }
    this.builder.add(metric, ref, buckets);
    this.starts.note(metric, ref);
    const lastStampMs = stampOf(this.grid, buckets.row[buckets.length - 1] as number);
    this.minStampMs = Math.min(this.minStampMs, stampOf(this.grid, buckets.row[0] as number));
    this.maxStampMs = Math.max(this.maxStampMs, lastStampMs);
    // The last sample lies somewhere in the bucket; whoever reads this must not take it for later than it is.
    this.lastMs.set(ref, lastStampMs - this.grid.resolutionMs);
    this.buckets += buckets.length;
    if (this.builder.size >= PAGE_BYTES) await this.cutPage();
  }

  /** Makes the generation the one that counts. */
  async publish(sources: Uint8Array<ArrayBuffer>, deletionsUntil: number): Promise<SealedWindow> {
    if (this.builder.series > 0) await this.cutPage();
    const isEmpty = this.buckets === 0;
    const refs = Uint32Array.from(this.lastMs.keys()).sort();
    const lastMs = Float64Array.from(refs, (ref) => this.lastMs.get(ref) as number);
    const { metrics, metricRefs } = this.starts;
    return this.writer.publish({
      mergedFresh: 0,
      samples: this.buckets,
      minTimeMs: isEmpty ? this.grid.windowStartMs : this.minStampMs - this.grid.resolutionMs + 1,
      maxTimeMs: isEmpty ? this.grid.windowStartMs : this.maxStampMs,
      members: { refs, lastMs, metrics, metricRefs },
      sources,
      deletionsUntil,
    });
  }

  private async cutPage(): Promise<void> {
    await this.writer.addSeriesPage(this.builder.finish(), this.firstMetric, this.firstRef);
  }
}
