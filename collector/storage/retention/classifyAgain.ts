import type { Head } from '../head/head';
import type { RetentionPolicy } from './policy';

/** Series classified before scrapes and queries get a turn: some 8 ms. */
const SERIES_PER_TURN = 4096;

/** Gives every series in memory the class of the present rules; what is stored stays where it is. */
export async function classifyAgain(head: Head, policy: RetentionPolicy): Promise<void> {
  for (const slots = [...head.index.resolve([])]; slots.length > 0; ) {
    for (const slot of slots.splice(-SERIES_PER_TURN)) {
      const labels = head.index.labels(slot);
      // Series that were dropped meanwhile have none.
      if (labels.length > 0) head.setClass(slot, policy.classOf(labels));
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
