// @ts-check
import { formatCount, formatTime } from './progressLine.mjs';

/** @typedef {import('../../../lib/api/importResult').ImportResult} ImportResult */

/** What became of a file's samples. */
export class ImportSums {
  #began = performance.now();
  #before;
  #added = 0;
  #skipped = 0;
  /** @type {string | undefined} */
  #firstSkipped;
  /** @type {Map<string, { samples: number, first: string }>} */
  #refused = new Map();

  /** @param {number} before samples that an earlier run imported */
  constructor(before) {
    this.#before = before;
    this.samples = before;
  }

  get isWhole() {
    return this.#refused.size === 0 && this.#skipped === 0;
  }

  get elapsedMs() {
    return performance.now() - this.#began;
  }

  get perSecond() {
    return ((this.samples - this.#before) / this.elapsedMs) * 1000;
  }

  /** @param {ImportResult} result */
  add({ samples, added, refused, skippedLines, firstSkipped }) {
    this.samples += samples;
    this.#added += added;
    this.#skipped += skippedLines;
    this.#firstSkipped ??= firstSkipped;
    for (const { reason, samples, first } of refused) {
      const known = this.#refused.get(reason);
      this.#refused.set(reason, { samples: (known?.samples ?? 0) + samples, first: known?.first ?? first });
    }
  }

  /** @param {string} name */
  summary(name) {
    const took = formatTime(this.elapsedMs);
    const known = this.samples - this.#before - this.#added;
    const repeated = known > 0 ? `, ${formatCount(known)} of them there already` : '';
    const lines = [
      `${name}: ${formatCount(this.samples)} samples in ${took} (${formatCount(this.perSecond)}/s)${repeated}`,
    ];
    for (const [reason, { samples, first }] of this.#refused) {
      lines.push(`  ${formatCount(samples)} refused, ${reason}; the first at ${first}`);
    }
    if (this.#skipped > 0)
      lines.push(`  ${formatCount(this.#skipped)} lines left out; the first: ${this.#firstSkipped}`);
    return lines;
  }
}
