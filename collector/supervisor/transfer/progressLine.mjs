// @ts-check

const LIVE_MS = 200;
const PLAIN_MS = 10_000;

/**
 * Shows how far a command is, on standard error: one line that changes on a terminal, a line every ten seconds elsewhere.
 */
export class ProgressLine {
  #shownMs = 0;
  #isLive = process.stderr.isTTY === true;
  #width = 0;

  /** Shows a text if it is time to. @param {() => string} text */
  update(text) {
    const nowMs = performance.now();
    if (nowMs - this.#shownMs < (this.#isLive ? LIVE_MS : PLAIN_MS)) return;
    if (this.#shownMs === 0 && !this.#isLive) {
      this.#shownMs = nowMs;
      return;
    }
    this.#shownMs = nowMs;
    this.#write(text());
  }

  /** Ends the line, so that others can follow. */
  end() {
    if (this.#isLive && this.#width > 0) process.stderr.write(`\r${' '.repeat(this.#width)}\r`);
    this.#width = 0;
  }

  /** @param {string} text */
  #write(text) {
    if (!this.#isLive) {
      process.stderr.write(`${text}\n`);
      return;
    }
    process.stderr.write(`\r${text.padEnd(this.#width)}`);
    this.#width = text.length;
  }
}

/** As in `12.3 MB`. @param {number} bytes */
export function formatBytes(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

/** As in `1,234,567`. @param {number} count */
export function formatCount(count) {
  return Math.round(count).toLocaleString('en-US');
}

/** As in `1 h 5 min`. @param {number} ms */
export function formatTime(ms) {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
