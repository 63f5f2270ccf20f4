import { growUint32, UintList } from './growable';
import { finishHash, IdHash, mixHash } from './idHash';
import { IdPool } from './idPool';
import { RunPool } from './runPool';

/** Decoded strings are kept for this many symbols, so that names and common values are not decoded again and again. */
const DECODED = 1 << 14;
const MAX_DECODED_BYTES = 256;

/** After this many freed symbols, who remembers answers by symbol forgets all of them. */
const FREED_LOG = 1 << 14;

const utf8 = new TextEncoder();

/**
 * Interned strings: each label name and value is kept once, as UTF-8 outside of the JavaScript heap, and named by an integer
 * as long as something retains it. Symbol 0 is the empty string.
 */
export class Symbols {
  private readonly pool = new RunPool();
  private readonly hash = new IdHash();
  private readonly ids = new IdPool();
  private starts = new Uint32Array(64);
  /** In bytes. */
  private lengths = new Uint32Array(64);
  private uses = new Uint32Array(64);
  private buffer = Buffer.from(this.pool.words.buffer);
  /** The string looked for, padded with zeros to whole words. */
  private wanted = new Uint32Array(64);
  private wantedBytes = new Uint8Array(this.wanted.buffer);
  private readonly decodedIds = new Int32Array(DECODED).fill(-1);
  private readonly decoded: string[] = new Array<string>(DECODED).fill('');
  private readonly freedIds = new UintList(64);
  private freedEpoch = 0;

  constructor() {
    this.retain(this.intern(''));
  }

  get count(): number {
    return this.ids.count;
  }

  /** Symbols are below this. */
  get limit(): number {
    return this.ids.limit;
  }

  get bytes(): number {
    const columns = this.starts.byteLength + this.lengths.byteLength + this.uses.byteLength;
    return this.pool.reservedBytes + this.hash.bytes + columns;
  }

  /** The symbol of a string, which the caller must retain. */
  intern(text: string): number {
    const length = this.encode(text);
    const hash = this.hashWanted(length);
    const known = this.probe(hash, length);
    if (known >= 0) return known;
    const id = this.ids.take();
    const words = (length + 3) >>> 2;
    const start = this.pool.allocate(words);
    this.pool.words.set(this.wanted.subarray(0, words), start);
    this.starts = growUint32(this.starts, id + 1);
    this.lengths = growUint32(this.lengths, id + 1);
    this.uses = growUint32(this.uses, id + 1);
    this.starts[id] = start;
    this.lengths[id] = length;
    this.uses[id] = 0;
    this.hash.insert(id, hash);
    return id;
  }

  /** The symbol of a string; -1 when no label has it. */
  find(text: string): number {
    const length = this.encode(text);
    return this.probe(this.hashWanted(length), length);
  }

  text(id: number): string {
    const at = id & (DECODED - 1);
    if (this.decodedIds[at] === id) return this.decoded[at] as string;
    if (!((this.uses[id] as number) > 0)) throw new Error(`BUG: symbol ${id} is not in use`);
    if (this.buffer.buffer !== this.pool.words.buffer) this.buffer = Buffer.from(this.pool.words.buffer);
    const start = (this.starts[id] as number) * 4;
    const length = this.lengths[id] as number;
    const text = this.buffer.toString('utf8', start, start + length);
    if (length > MAX_DECODED_BYTES) return text;
    this.decodedIds[at] = id;
    this.decoded[at] = text;
    return text;
  }

  /** Bytes of a symbol's text. */
  sizeOf(id: number): number {
    return this.lengths[id] as number;
  }

  retain(id: number): void {
    this.uses[id] = (this.uses[id] as number) + 1;
  }

  /** Undoes one `retain`; after the last one the symbol may become another string. */
  release(id: number): void {
    const uses = (this.uses[id] as number) - 1;
    this.uses[id] = uses;
    if (uses > 0) return;
    this.hash.remove(id);
    this.pool.free(this.starts[id] as number, ((this.lengths[id] as number) + 3) >>> 2);
    this.ids.release(id);
    const at = id & (DECODED - 1);
    if (this.decodedIds[at] === id) this.decodedIds[at] = -1;
    if (this.freedIds.length === FREED_LOG) {
      this.freedIds.clear();
      this.freedEpoch++;
    }
    this.freedIds.push(id);
  }

  /** Symbols freed since the epoch began, oldest first: they may mean something else now. */
  get freed(): { readonly epoch: number; readonly ids: UintList } {
    return { epoch: this.freedEpoch, ids: this.freedIds };
  }

  /** Puts a string into `wanted`; returns its length in bytes. */
  private encode(text: string): number {
    const { length } = text;
    if (length * 3 + 4 > this.wantedBytes.length) {
      this.wanted = new Uint32Array(length + 64);
      this.wantedBytes = new Uint8Array(this.wanted.buffer);
    }
    const bytes = this.wantedBytes;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return this.pad(utf8.encodeInto(text, bytes).written);
      bytes[i] = code;
    }
    return this.pad(length);
  }

  private pad(length: number): number {
    for (let i = length; (i & 3) !== 0; i++) this.wantedBytes[i] = 0;
    return length;
  }

  private hashWanted(length: number): number {
    let hash = length;
    const words = (length + 3) >>> 2;
    for (let i = 0; i < words; i++) hash = mixHash(hash, this.wanted[i] as number);
    return finishHash(hash);
  }

  private probe(hash: number, length: number): number {
    const table = this.hash;
    for (let at = table.start(hash); ; at = table.next(at)) {
      const id = table.at(at);
      if (id < 0) return -1;
      if (table.hashOf(id) === hash && this.lengths[id] === length && this.equalsWanted(id, length)) return id;
    }
  }

  private equalsWanted(id: number, length: number): boolean {
    const { words } = this.pool;
    const start = this.starts[id] as number;
    const count = (length + 3) >>> 2;
    for (let i = 0; i < count; i++) if (words[start + i] !== this.wanted[i]) return false;
    return true;
  }
}
