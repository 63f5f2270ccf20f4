import type { Labels } from '@/lib/labels/labels';
import type { Matcher } from '@/lib/labels/matcher';
import type { ColdPartitions } from '../postgres/coldPartitions';
import type { ColdRunTable } from '../postgres/coldRuns';
import type { Views } from '../read/views';
import { pairsOf, valueIn } from './block';
import { type ColdRun, type ColdSeries, type RunKey, RunLevel } from './coldRun';
import { chooseMerge } from './mergePolicy';
import type { MergeInput, MergeOutcome } from './mergeRuns';
import { encodeRunDirectory } from './runDirectory';
import { compileMatchers } from './runFilter';
import { type OnDamage, RunReader } from './runReader';
import { type ScannedBlock, scanRun } from './scanRun';
import { writeRun } from './writeRun';

const DAY_MS = 86_400_000;

/** Series written as one run: so many are held twice while they are sorted. */
const MAX_RUN_SERIES = 1 << 16;

export interface ColdIndexOptions {
  readonly table: ColdRunTable;
  readonly partitions: ColdPartitions;
  /** What may still read what a merge replaced. */
  readonly views: Pick<Views, 'drained'>;
  readonly maxCacheBytes: number;
  /** Told once of each thing that is damaged, whoever came upon it. */
  readonly onDamage: OnDamage;
}

/** Damage remembered as told; a store with more has other worries. */
const MAX_TOLD = 10_000;

/** Which series a question is about. */
export interface ColdSelection {
  /** A series counts when it matches all matchers of at least one set; no set: every series. */
  readonly matcherSets: readonly (readonly Matcher[])[];
  /** Inclusive; series whose samples lie around the interval may be found, too. */
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
  readonly signal: AbortSignal;
  /** Told of what is stored and cannot be read; the answer is without it. */
  readonly onDamage: OnDamage;
}

/**
 * The series that left memory, on disk: written once as runs, one per UTC day in which they had their last sample, merged to
 * one run per day. Memory holds a line per run and a bounded cache. A series that came back has a new ref, and may be in here
 * under several.
 */
export class ColdIndex {
  private readonly reader: RunReader;
  private nextRun: number;
  /** Damaged runs are left as they are, so that what is stored stays for a repair. */
  private readonly damaged = new Set<number>();
  private readonly told = new Set<string>();
  private newest = -Infinity;
  /** An answer of Postgres was lost: what is published must be asked for. */
  private isStale = false;
  /** Writing of runs and dropping of partitions, one after the other. */
  private writing: Promise<unknown> = Promise.resolve();
  /** Merges and what removes runs, one after the other. */
  private maintaining: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly options: ColdIndexOptions,
    private runs: readonly ColdRun[],
  ) {
    this.reader = new RunReader(options.table, options.maxCacheBytes);
    this.nextRun = 1;
    this.take(runs);
  }

  /** Removes what a killed process left half done. Rejects as Prisma does. */
  static async open(options: ColdIndexOptions): Promise<ColdIndex> {
    await options.partitions.load();
    await options.table.deleteUnpublished();
    const index = new ColdIndex(options, await options.table.list());
    await index.dropEmptyPartitions();
    return index;
  }

  /** The newest time of a sample of any series in the index: queries that begin later need not ask it. */
  get newestMs(): number {
    return this.newest;
  }

  /** Series in all runs; some may be in two. */
  get series(): number {
    return this.runs.reduce((sum, run) => sum + run.series, 0);
  }

  get runCount(): number {
    return this.runs.length;
  }

  get cacheBytes(): number {
    return this.reader.cacheBytes;
  }

  /**
   * Writes series; they are durable when it resolves. Those without samples are left out, as nothing can ask for them. Rejects
   * as Prisma does: some of them may be written then, and writing them again does no harm.
   */
  add(series: readonly ColdSeries[]): Promise<void> {
    return this.exclusively(async () => {
      const byDay = new Map<number, ColdSeries[]>();
      for (const one of series) {
        if (!Number.isFinite(one.firstMs) || !Number.isFinite(one.lastMs) || one.labels.length === 0) continue;
        const dayStartMs = Math.floor(one.lastMs / DAY_MS) * DAY_MS;
        const ofDay = byDay.get(dayStartMs);
        if (ofDay) ofDay.push(one);
        else byDay.set(dayStartMs, [one]);
      }
      await this.refresh();
      for (const [dayStartMs, ofDay] of byDay) {
        for (let from = 0; from < ofDay.length; from += MAX_RUN_SERIES) {
          await this.write(dayStartMs, ofDay.slice(from, from + MAX_RUN_SERIES));
        }
      }
    });
  }

  /**
   * Series of a selection, each ref once. Rejects with QueryAbortedError, InvalidRegexError, and as Prisma does.
   * @param maxSeries it ends when it has found more than so many
   */
  async find(selection: ColdSelection, maxSeries = Infinity): Promise<readonly ColdSeries[]> {
    const byRef = new Map<number, ColdSeries>();
    for await (const scanned of this.scan(selection)) {
      for (const series of await toSeries(scanned)) byRef.set(series.ref, series);
      if (byRef.size > maxSeries) break;
    }
    return [...byRef.values()];
  }

  /** Names of the labels that series of a selection have; in no order. */
  async labelNames(selection: ColdSelection): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for await (const { block, rows, strings } of this.scan(selection)) {
      const shapes = new Set(rows.map((i) => block.shapeOf[i] as number));
      const symbols = new Set([...shapes].flatMap((shape) => block.shapes[shape]?.names ?? []));
      for (const text of (await strings.texts(symbols)).values()) names.add(text);
    }
    return names;
  }

  /** Values of one label that series of a selection have; in no order. */
  async labelValues(name: string, selection: ColdSelection): Promise<ReadonlySet<string>> {
    const values = new Set<string>();
    for await (const { block, rows, strings } of this.scan(selection)) {
      const label = await strings.symbolOf(name);
      const symbols = new Set<number>();
      for (const i of rows) symbols.add(valueIn(block, i, label) ?? -1);
      symbols.delete(-1);
      for (const text of (await strings.texts(symbols)).values()) values.add(text);
    }
    return values;
  }

  /**
   * Carries out one merge that is due, if there is one, and removes what it replaced once no query reads it any more.
   * @param merge the job mergeRuns, on whatever thread
   * @returns what became of it; undefined when nothing was due
   */
  mergeDue(nowMs: number, merge: (input: MergeInput) => Promise<MergeOutcome>): Promise<MergeOutcome | undefined> {
    return this.maintain(async () => {
      await this.exclusively(() => this.refresh());
      const chosen = chooseMerge(
        this.runs.filter((run) => !this.damaged.has(run.run)),
        nowMs,
      );
      const dayStartMs = chosen?.inputs[0]?.dayStartMs;
      if (chosen === undefined || dayStartMs === undefined) return undefined;
      const output: RunKey = { level: chosen.level, dayStartMs, run: this.nextRun++ };
      await this.exclusively(() => this.options.partitions.ensure(output.level, dayStartMs));
      const outcome = await this.watched(() => merge({ inputs: chosen.inputs, output }));
      if (outcome.type === 'damaged') {
        this.damaged.add(outcome.run);
        this.tell(`cold index, ${outcome.message}; it is left as it is`);
      } else {
        const replaced = new Set(chosen.inputs.map((input) => input.run));
        this.take([...this.runs.filter((run) => !replaced.has(run.run)), outcome.run]);
        await this.remove(chosen.inputs);
      }
      return outcome;
    });
  }

  /** Forgets the days that end at or before a time. Returns how many series that were. */
  dropBefore(timeMs: number): Promise<number> {
    return this.maintain(async () => {
      const old = this.runs.filter((run) => run.dayStartMs + DAY_MS <= timeMs);
      if (old.length === 0) return 0;
      const gone = new Set(old.map((run) => run.run));
      await this.watched(() => this.options.table.forget([...gone]));
      this.take(this.runs.filter((run) => !gone.has(run.run)));
      await this.options.views.drained();
      await this.dropEmptyPartitions();
      return old.reduce((sum, run) => sum + run.series, 0);
    });
  }

  private async *scan({ matcherSets, ...rest }: ColdSelection): AsyncGenerator<ScannedBlock> {
    const sets = matcherSets.length === 0 ? [[]] : matcherSets;
    const onDamage = (message: string) => {
      this.tell(message);
      rest.onDamage(message);
    };
    const query = { ...rest, onDamage, matcherSets: sets.map(compileMatchers) };
    // Fixed before the first wait: a merge replaces the list, and keeps what was in it until queries end.
    for (const run of this.runs) yield* scanRun(this.reader, run, query);
  }

  private async write(dayStartMs: number, series: readonly ColdSeries[]): Promise<void> {
    const { table, partitions } = this.options;
    const key: RunKey = { level: RunLevel.fresh, dayStartMs, run: this.nextRun++ };
    await partitions.ensure(key.level, dayStartMs);
    const { directory, ...summary } = await writeRun(series, (parts) => table.insert(key, parts));
    const run: ColdRun = { ...key, ...summary };
    await this.watched(() => table.publish(run, encodeRunDirectory(directory)));
    this.take([...this.runs, run]);
  }

  /** Pages of runs that were replaced: with their day when nothing else is in it, else one by one where they would stay for long. */
  private async remove(runs: readonly ColdRun[]): Promise<void> {
    await this.options.views.drained();
    const merged = runs.filter((run) => run.level === RunLevel.merged);
    if (merged.length > 0) await this.options.table.deletePages(merged);
    await this.dropEmptyPartitions();
  }

  private dropEmptyPartitions(): Promise<void> {
    return this.exclusively(async () => {
      const { partitions } = this.options;
      for (const partition of partitions.all()) {
        const { level, fromMs, toMs } = partition;
        const isEmpty = !this.runs.some(
          (run) => run.level === level && run.dayStartMs >= fromMs && run.dayStartMs < toMs,
        );
        if (isEmpty) await partitions.drop(partition);
      }
    });
  }

  private tell(damage: string): void {
    if (this.told.has(damage) || this.told.size >= MAX_TOLD) return;
    this.told.add(damage);
    this.options.onDamage(damage);
  }

  private take(runs: readonly ColdRun[]): void {
    this.runs = runs;
    this.newest = runs.reduce((newest, run) => Math.max(newest, run.lastMs), -Infinity);
    this.nextRun = runs.reduce((next, run) => Math.max(next, run.run + 1), this.nextRun);
  }

  private async watched<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      this.isStale = true;
      throw error;
    }
  }

  private async refresh(): Promise<void> {
    if (!this.isStale) return;
    this.take(await this.options.table.list());
    this.isStale = false;
  }

  private exclusively<T>(task: () => Promise<T>): Promise<T> {
    const result = this.writing.then(task, task);
    this.writing = result.catch(() => undefined);
    return result;
  }

  private maintain<T>(task: () => Promise<T>): Promise<T> {
    const result = this.maintaining.then(task, task);
    this.maintaining = result.catch(() => undefined);
    return result;
  }
}

/** Series of a block with their labels; those that name a string of a damaged page are left out. */
async function toSeries({ block, rows, strings }: ScannedBlock): Promise<ColdSeries[]> {
  const pairs = rows.map((i) => pairsOf(block, i));
  const texts = await strings.texts(new Set(pairs.flat()));
  return rows.flatMap((i, at) => {
    const labels: string[] = [];
    for (const symbol of pairs[at] ?? []) {
      const text = texts.get(symbol);
      if (text === undefined) return [];
      labels.push(text);
    }
    const [firstMs, lastMs] = [(block.firstSecs[i] as number) * 1000, (block.lastSecs[i] as number) * 1000];
    return [{ ref: block.refs[i] as number, labels: labels satisfies Labels, firstMs, lastMs }];
  });
}
