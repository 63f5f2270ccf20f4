// @ts-check
import { endPrograms } from './programs.mjs';
import { complain, say } from './terminal.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** What has been started, to be stopped in reverse order. */
export class Shutdown {
  /** @type {{ name: string, stop: () => Promise<void> }[]} */
  #started = [];
  #running = false;

  /** Stops everything and ends the process on Ctrl-C and its kind; a second Ctrl-C waits for nothing. */
  obeySignals() {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (this.#running && signal === 'SIGINT') process.exit(130);
        void this.run().then(() => process.exit(0));
      });
    }
    // The terminal or the reader of a pipe may go first.
    process.stdout.on('error', () => undefined);
    process.stderr.on('error', () => undefined);
  }

  get isRunning() {
    return this.#running;
  }

  /** @param {string} name for the message @param {() => Promise<void>} stop */
  add(name, stop) {
    this.#started.push({ name, stop });
  }

  async run() {
    if (this.#running) return;
    this.#running = true;
    endPrograms();
    for (const { name, stop } of this.#started.reverse()) {
      if (name !== '') say(`stopping ${name}`);
      await stop().catch(complain);
    }
  }
}
