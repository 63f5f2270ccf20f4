import { growUint32 } from './growable';
import { finishHash, IdHash, mixHash } from './idHash';
import { IdPool } from './idPool';
import type { Symbols } from './symbols';

/** End of a list of pairs. */
const NONE = 0xffff_ffff;

/**
 * Distinct label pairs, name and value, each named by an integer as long as a series retains it. A pair retains its symbols.
 */
export class LabelPairs {
  private readonly ids = new IdPool();
  private readonly hash = new IdHash();
  private names = new Uint32Array(64);
  private values = new Uint32Array(64);
  private uses = new Uint32Array(64);
  /** The other pairs of the same name, a list linked both ways. */
  private following = new Uint32Array(64);
  private preceding = new Uint32Array(64);
  /** By name, its newest pair and how many it has. Names are few. */
  private readonly byName = new Map<number, { first: number; count: number }>();

  constructor(private readonly symbols: Symbols) {}

  get count(): number {
    return this.ids.count;
  }

  get bytes(): number {
    return this.hash.bytes + this.names.byteLength * 5;
  }

  /** Whether a series has the pair; a pair that none has may become another one. */
  isUsed(pair: number): boolean {
    return (this.uses[pair] as number) > 0;
  }

  nameOf(pair: number): number {
    return this.names[pair] as number;
  }

  valueOf(pair: number): number {
    return this.values[pair] as number;
  }

  /** -1 when no series has it. */
  find(name: number, value: number): number {
    return this.probe(hashOf(name, value), name, value);
  }

  /** The pair, made when it is new, retained for the caller. */
  retain(name: number, value: number): number {
    const hash = hashOf(name, value);
    const known = this.probe(hash, name, value);
    if (known >= 0) {
      this.uses[known] = (this.uses[known] as number) + 1;
      return known;
    }
    const pair = this.ids.take();
    this.names = growUint32(this.names, pair + 1);
    this.values = growUint32(this.values, pair + 1);
    this.following = growUint32(this.following, pair + 1);
    this.preceding = growUint32(this.preceding, pair + 1);
    this.uses = growUint32(this.uses, pair + 1);
    this.uses[pair] = 1;
    this.names[pair] = name;
    this.values[pair] = value;
    this.symbols.retain(name);
    this.symbols.retain(value);
    this.hash.insert(pair, hash);
    this.link(pair, name);
    return pair;
  }

  /** Undoes one `retain`; after the last one the pair is forgotten. */
  release(pair: number): void {
    const uses = (this.uses[pair] as number) - 1;
    this.uses[pair] = uses;
    if (uses > 0) return;
    const name = this.names[pair] as number;
    this.unlink(pair, name);
    this.hash.remove(pair);
    this.ids.release(pair);
    this.symbols.release(this.values[pair] as number);
    this.symbols.release(name);
  }

  labelNames(): IterableIterator<number> {
    return this.byName.keys();
  }

  /** How many values a label has. */
  countOf(name: number): number {
    return this.byName.get(name)?.count ?? 0;
  }

  /** The pairs of a label, in no particular order. No pair may come or go meanwhile. */
  *ofName(name: number): IterableIterator<number> {
    for (let pair = this.byName.get(name)?.first ?? NONE; pair !== NONE; pair = this.following[pair] as number)
      yield pair;
  }

  private link(pair: number, name: number): void {
    const list = this.byName.get(name);
    this.preceding[pair] = NONE;
    this.following[pair] = list?.first ?? NONE;
    if (list === undefined) {
      this.byName.set(name, { first: pair, count: 1 });
      return;
    }
    this.preceding[list.first] = pair;
    list.first = pair;
    list.count++;
  }

  private unlink(pair: number, name: number): void {
    const before = this.preceding[pair] as number;
    const after = this.following[pair] as number;
    if (after !== NONE) this.preceding[after] = before;
    if (before !== NONE) this.following[before] = after;
    const list = this.byName.get(name);
    if (list === undefined) throw new Error(`BUG: pair ${pair} of unknown label ${name}`);
    list.count--;
    if (list.count === 0) this.byName.delete(name);
    else if (before === NONE) list.first = after;
  }

  private probe(hash: number, name: number, value: number): number {
    const table = this.hash;
    for (let at = table.start(hash); ; at = table.next(at)) {
      const pair = table.at(at);
      if (pair < 0) return -1;
      if (this.names[pair] === name && this.values[pair] === value) return pair;
    }
  }
}

function hashOf(name: number, value: number): number {
  return finishHash(mixHash(mixHash(2, name), value));
}
