// @ts-check
import { Failure } from '../failure.mjs';
import { formatCount } from './progressLine.mjs';

const EOF = Buffer.from('# EOF');
const END = /(^|\n)# EOF[ \t\r]*(\n|$)/;

/** OpenMetrics ends with `# EOF`; each chunk is sent as an exposition of its own, with one. */
export class EndMark {
  #isEnded = false;
  #line = 1;

  /** @param {string} name @param {string} format */
  constructor(name, format) {
    this.name = name;
    this.format = format;
  }

  /** What to send of a chunk. @param {import('./lineChunks.mjs').LineChunk} chunk @returns {Uint8Array<ArrayBuffer>} */
  take({ body, firstLine, nextLine }) {
    if (this.format !== 'openmetrics') return body;
    if (this.#isEnded) throw new Failure(`line ${firstLine}: there is more after # EOF`);
    this.#line = nextLine;
    if (!body.includes(EOF)) return withEnd(body);
    const text = body.toString('latin1');
    const found = END.exec(text);
    if (found === null) return withEnd(body);
    this.#isEnded = true;
    const after = found.index + found[0].length;
    if (text.slice(after).trim() !== '') {
      const line = firstLine + text.slice(0, after).split('\n').length - 1;
      throw new Failure(`line ${line}: there is more after # EOF`);
    }
    return withEnd(body.subarray(0, found.index));
  }

  /** @throws Failure when the file has no end */
  check() {
    if (this.format !== 'openmetrics' || this.#isEnded) return;
    throw new Failure(
      `${this.name}: does not end with # EOF: it was cut off, or is in Prometheus' text format (--format=prometheus); its ${formatCount(this.#line - 1)} lines are imported`,
    );
  }
}

/** @param {Uint8Array} body whose last line may lack its line feed */
function withEnd(body) {
  const isOpen = body.length > 0 && body[body.length - 1] !== 10;
  return Buffer.concat([body, Buffer.from(isOpen ? '\n# EOF\n' : '# EOF\n')]);
}
