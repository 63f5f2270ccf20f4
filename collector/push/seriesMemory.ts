import { FIRST_CAPACITY, grow, NOT_FOUND, SeriesTexts } from '@/collector/scrape/seriesTexts';

/**
 * A bounded memory of series by their raw label bytes. It keeps two generations: what was not asked for while as many
 * others were is forgotten, without any book-keeping per look-up.
 *
 * Use: begin(body); for each series find() and, if undefined, add(); then end().
 */
export class SeriesMemory<T extends object> {
  #young = new Generation<T>();
  #old = new Generation<T>();
  #body: Uint8Array = new Uint8Array(0);

  constructor(private readonly maxSeries: number) {}

  /** Starts on a body, which must not change until `end`. */
  begin(body: Uint8Array): void {
    this.#body = body;
    this.#young.begin(body);
    this.#old.begin(body);
  }

  end(): void {
    this.begin(new Uint8Array(0));
  }

  /** What was added for these label bytes, `[start, end)` of the body: equal bytes only. */
  find(start: number, end: number): T | undefined {
    const found = this.#young.find(start, end);
    if (found !== undefined) return found;
    const aged = this.#old.find(start, end);
    if (aged !== undefined) this.add(start, end, aged);
    return aged;
  }

  /** Remembers label bytes that `find` did not know. */
  add(start: number, end: number, value: T): void {
    if (this.#young.count >= this.maxSeries / 2) {
      this.#old = this.#young;
      this.#young = new Generation();
      this.#young.begin(this.#body);
    }
    this.#young.add(start, end, value);
  }
}

/**
 * Senders repeat the order of their series, so each entry notes which one followed it last time: a hit is one comparison
 * of bytes. Measured for labels of 180 bytes: 60 ns, against 540 with a string and a Map.
 */
class Generation<T> {
  readonly #texts = new SeriesTexts();
  readonly #values: T[] = [];
  #followers = new Int32Array(FIRST_CAPACITY).fill(NOT_FOUND);
  /** The first of the last body. */
  #first = NOT_FOUND;
  #last = NOT_FOUND;

  get count(): number {
    return this.#values.length;
  }

  begin(body: Uint8Array): void {
    this.#texts.setBody(body);
    this.#last = NOT_FOUND;
  }

  find(start: number, end: number): T | undefined {
    const expected = this.#last === NOT_FOUND ? this.#first : (this.#followers[this.#last] as number);
    if (expected !== NOT_FOUND && this.#texts.equals(expected, start, end)) {
      this.#last = expected;
      return this.#values[expected];
    }
    const entry = this.#texts.find(start, end);
    if (entry === NOT_FOUND) return undefined;
    this.#follow(entry);
    return this.#values[entry];
  }

  add(start: number, end: number, value: T): void {
    const entry = this.#texts.add(start, end);
    const known = this.#followers.length;
    if (entry === known) this.#followers = grow(this.#followers, Int32Array).fill(NOT_FOUND, known);
    this.#values.push(value);
    this.#follow(entry);
  }

  #follow(entry: number): void {
    if (this.#last === NOT_FOUND) this.#first = entry;
    else this.#followers[this.#last] = entry;
    this.#last = entry;
  }
}
