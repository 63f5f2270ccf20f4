// @ts-check

/** Collects what a check finds, and ends it: the last line says how many passed and failed. */
export class Verdict {
  #passed = 0;
  /** @type {string[]} */
  #failures = [];

  /** @param {boolean} holds @param {string} claim @param {string} [found] what there was instead */
  expect(holds, claim, found = '') {
    if (holds) {
      this.#passed++;
      return;
    }
    this.#failures.push(claim);
    console.error(`✗ ${claim}${found === '' ? '' : `: ${found}`}`);
  }

  print() {
    console.log(`${this.#passed} passed, ${this.#failures.length} failed`);
    process.exitCode = this.#failures.length === 0 ? 0 : 1;
  }
}
