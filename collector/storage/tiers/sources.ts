/** Which windows of the finer tier a window was built from, and up to when it is complete. FORMAT.md draws the bytes. */
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { openPage, PageKind, sealPage, startPage } from '../chunkenc/page';
import type { SealedWindow } from '../postgres/sealedPages';
import { type WindowKey, windowKeyName } from '../read/windowSet';
import { resolutionOf, tierWindowMs } from './grid';

export interface TierSources {
  /** The stamp of the last bucket that all samples are in. */
  readonly completeUntilMs: number;
  /** Generations by windowKeyName. */
  readonly generations: ReadonlyMap<string, number>;
  /** They cannot be read: the window is taken as it is, and not built again. */
  readonly damaged?: boolean;
}

const MAX_SOURCES = 4096;

export function encodeSources(
  sources: readonly (WindowKey & Pick<SealedWindow, 'generation'>)[],
  completeUntilMs: number,
): Uint8Array<ArrayBuffer> {
  const out = startPage(256);
  out.svarint(completeUntilMs);
  out.varint(sources.length);
  for (const { tier, class: retentionClass, windowStartMs, generation } of sources) {
    out.varint(tier);
    out.varint(retentionClass);
    out.svarint(windowStartMs);
    out.varint(generation);
  }
  return sealPage(out, PageKind.tierSources);
}

const decoded = new WeakMap<SealedWindow, TierSources>();

/** What a window of a tier was built from. */
export function sourcesOf(window: SealedWindow): TierSources {
  let sources = decoded.get(window);
  if (sources === undefined) {
    sources = decodeSources(window.sources) ?? {
      completeUntilMs: lastStamp(window),
      generations: new Map(),
      damaged: true,
    };
    decoded.set(window, sources);
  }
  return sources;
}

function decodeSources(bytes: Uint8Array): TierSources | undefined {
  try {
    const reader = openPage(bytes, PageKind.tierSources);
    const completeUntilMs = reader.svarint();
    const generations = new Map<string, number>();
    for (let left = reader.count(MAX_SOURCES, 'sources'); left > 0; left--) {
      const key = { tier: reader.varint(), class: reader.varint(), windowStartMs: reader.svarint() };
      generations.set(windowKeyName(key), reader.varint());
    }
    return { completeUntilMs, generations };
  } catch (error) {
    if (!(error instanceof CorruptPageError)) throw error;
    return undefined;
  }
}

/**
 * Whether a window of a tier was built from the present generation of a window of the finer tier, and has all buckets with
 * samples of it that fall into its time.
 */
export function isBuiltFrom(coarser: SealedWindow, finer: SealedWindow): boolean {
  const { generations, completeUntilMs } = sourcesOf(coarser);
  if (generations.get(windowKeyName(finer)) !== finer.generation) return false;
  const resolutionMs = resolutionOf(coarser.tier);
  const lastStampMs = Math.ceil(finer.directory.maxTimeMs / resolutionMs) * resolutionMs;
  return completeUntilMs >= Math.min(lastStampMs, lastStamp(coarser));
}

/** The stamp of the last bucket of a window. */
export function lastStamp({ tier, windowStartMs }: WindowKey): number {
  return windowStartMs + tierWindowMs(tier) - resolutionOf(tier);
}
