// @ts-check

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 30_000;
/** Who got ready before it ended is missed at once: it waits no longer than this. */
const LONGEST_AFTER_READY_MS = 4_000;
/** Who ran this long was well: the next restart is quick again. */
const WELL_AFTER_MS = 30_000;

/**
 * What can be kept running: `exited` settles when it has ended and says how.
 * @typedef {{ exited: Promise<string>, stop: () => Promise<void> }} Running
 *
 * @typedef {object} Clock
 * @property {() => number} now milliseconds
 * @property {(ms: number, signal: AbortSignal) => Promise<void>} sleep ends early, without an error, when aborted
 */

/**
 * Keeps something running that ends by itself: starts it again, sooner after a long good run and later after each
 * failure in a row.
 * @template {Running} T
 */
export class Keeper {
  #stopped = new AbortController();
  /** @type {T | undefined} */
  #running;
  /** @type {Promise<void>} */
  #loop = Promise.resolve();
  /** Whether the end that comes was asked for by `restart`. */
  #isWanted = false;

  /**
   * @param {string} name as in "the collector"
   * @param {() => Promise<T>} start
   * @param {(line: string) => void} say told of each end and each vain start
   * @param {Clock} clock
   */
  constructor(name, start, say, clock) {
    this.name = name;
    this.start = start;
    this.say = say;
    this.clock = clock;
  }

  /** The first start; unlike a later one its failure is the caller's. @returns {Promise<T>} */
  async begin() {
    const running = await this.start();
    this.#running = running;
    this.#loop = this.#keep(running);
    return running;
  }

  /** Stops it for good; also a start that is under way. */
  async stop() {
    this.#stopped.abort();
    await this.#running?.stop();
    await this.#loop;
  }

  /** Ends it, so that it is started again at once; that is no failure. */
  async restart() {
    this.#isWanted = this.#running !== undefined;
    await this.#running?.stop();
  }

  /** @param {T} first */
  async #keep(first) {
    /** @type {T | undefined} */
    let running = first;
    let delayMs = FIRST_DELAY_MS;
    while (running !== undefined) {
      const began = this.clock.now();
      const how = await running.exited;
      this.#running = undefined;
      if (this.#stopped.signal.aborted) return;
      if (this.clock.now() - began >= WELL_AFTER_MS) delayMs = FIRST_DELAY_MS;
      delayMs = Math.min(delayMs, LONGEST_AFTER_READY_MS);
      if (this.#isWanted) delayMs = 0;
      else this.say(`${this.name} ended ${how}; starting it again in ${delayMs / 1000} s`);
      this.#isWanted = false;
      [running, delayMs] = await this.#startAgain(delayMs);
    }
  }

  /** @param {number} delayMs @returns {Promise<[T | undefined, number]>} undefined: stopped meanwhile */
  async #startAgain(delayMs) {
    let wait = delayMs;
    for (;;) {
      await this.clock.sleep(wait, this.#stopped.signal);
      wait = Math.min(Math.max(wait * 2, FIRST_DELAY_MS), LONGEST_DELAY_MS);
      if (this.#stopped.signal.aborted) return [undefined, wait];
      try {
        const running = await this.start();
        this.#running = running;
        if (this.#stopped.signal.aborted) await running.stop();
        else this.say(`${this.name} runs again`);
        return [running, wait];
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.say(`${reason}; trying again in ${wait / 1000} s`);
      }
    }
  }
}
