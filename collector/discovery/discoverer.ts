/**
 * The seam of service discovery: where are the targets? A mechanism sends target groups and knows nothing of
 * scraping.
 */
import type { Labels } from '@/lib/labels/labels';

/** Targets that were found at one place and share labels. */
export interface TargetGroup {
  /** Names the place within its discoverer. A group replaces the earlier one with the same source. */
  readonly source: string;
  /** One label set per target, at least `__address__`; it wins over `labels`. Empty: the place has no targets any more. */
  readonly targets: readonly Labels[];
  readonly labels: Labels;
}

export type OnTargetGroups = (groups: readonly TargetGroup[]) => void;

export interface Discoverer {
  /**
   * Sends every group once, as soon as it knows them and also when there are none, and then those that change, until
   * the signal aborts. Resolves when nothing more will come. A place that cannot be read keeps its last groups, and
   * is reported where the discoverer was told to. Never rejects.
   */
  run(signal: AbortSignal, onTargetGroups: OnTargetGroups): Promise<void>;
}
