/** One chunk of a file of samples on its way into the store, free of HTTP: what `belvedere import` sends. */
import { SeriesMemory } from '@/collector/push/seriesMemory';
import { TargetMetadata } from '@/collector/scrape/targetMetadata';
import { ExpositionError } from '@/collector/scrape/textparse/expositionError';
import { OpenMetricsParser } from '@/collector/scrape/textparse/openMetricsParser';
import type { ExpositionParser } from '@/collector/scrape/textparse/parser';
import { TextParser } from '@/collector/scrape/textparse/textParser';
import type { Appendable, AppendOutcome, CohortKey, Commit, SeriesRef } from '@/collector/storage/storage';
import { formatLabels, getLabel, type Labels } from '@/lib/labels/labels';
import { AppenderSet } from './appenderSet';
import {
  type ImportChunk,
  ImportError,
  type ImportedChunk,
  type ImportRefusal,
  NOTHING_REFUSED,
  SAMPLE_REFUSALS,
} from './importChunk';

export interface ImporterOptions {
  readonly appendable: Appendable;
  /** Lets other work go first; `setImmediate` when absent. */
  readonly yieldTurn?: () => Promise<void>;
}

export interface Importer {
  /** Takes the samples of a chunk, whatever their age within the retention. Rejects with ImportError. */
  take(chunk: ImportChunk): Promise<ImportedChunk>;
}

/** Lines are taken in turns of so many samples, with the event loop between them. */
const SAMPLES_PER_TURN = 4_000;
const REMEMBERED_SERIES = 100_000;

const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Several chunks may be under way at a time. */
export function createImporter({ appendable, yieldTurn = yieldToEventLoop }: ImporterOptions): Importer {
  const memory = new SeriesMemory<RememberedSeries>(REMEMBERED_SERIES);
  return {
    take: async (chunk) => {
      const taking = new ChunkImport(chunk, appendable, memory);
      while (taking.takeTurn(SAMPLES_PER_TURN)) await yieldTurn();
      return taking.result();
    },
  };
}

interface RememberedSeries {
  readonly cohort: CohortKey;
  ref: SeriesRef;
}

class ChunkImport {
  private parser: ExpositionParser;
  /** The line of the file that the parser's body begins with, and where that is in the chunk. */
  private parserLine: number;
  private parserStart = 0;
  private readonly appenders: AppenderSet;
  private readonly commits: Commit[] = [];
  private readonly metadata = new TargetMetadata();
  private readonly refused = { ...NOTHING_REFUSED };
  private readonly firstRefused: Partial<Record<ImportRefusal, string>> = {};
  private taken = 0;
  private skippedLines = 0;
  private firstSkipped: string | undefined;

  constructor(
    private readonly chunk: ImportChunk,
    appendable: Appendable,
    private readonly memory: SeriesMemory<RememberedSeries>,
  ) {
    this.parserLine = chunk.firstLine;
    this.parser = this.parserFrom(0);
    this.appenders = new AppenderSet(appendable, { backfill: true });
    this.metadata.begin();
  }

  /** Takes so many samples and commits them; false when the chunk is at its end. Throws ImportError. */
  takeTurn(samples: number): boolean {
    // Other chunks use the memory between turns.
    this.memory.begin(this.body);
    try {
      const isMore = this.takeSamples(samples);
      if (!isMore) this.metadata.end(this.appenders.of(NO_COHORT));
      this.commits.push(...this.appenders.commit());
      return isMore;
    } catch (error) {
      // What came before the line is taken, which harms nobody: the same file is sent again once the line is mended.
      this.appenders.commit();
      throw error;
    } finally {
      this.memory.end();
    }
  }

  result(): ImportedChunk {
    const { commits, refused, firstRefused, skippedLines, firstSkipped } = this;
    let refusedByCommits = 0;
    for (const reason of SAMPLE_REFUSALS) {
      // Samples that `append` refused are counted by their commit as well.
      const all = commits.reduce((sum, commit) => sum + commit.refused[reason], 0);
      refusedByCommits += all - refused[reason];
      refused[reason] = all;
    }
    return {
      samples: this.taken - refusedByCommits,
      added: commits.reduce((sum, commit) => sum + commit.appended, 0),
      refused,
      firstRefused,
      skippedLines,
      firstSkipped,
      durable: async () => {
        await Promise.all(commits.map((commit) => commit.durable()));
      },
    };
  }

  private get body(): Uint8Array {
    return this.chunk.body.subarray(this.parserStart);
  }

  private takeSamples(samples: number): boolean {
    let left = samples;
    while (left > 0) {
      try {
        if (this.takeEntry()) left--;
        else return false;
      } catch (error) {
        if (!(error instanceof ExpositionError)) throw error;
        if (!this.skipLine(error)) return false;
      }
    }
    return true;
  }

  /** False at the end of the body. */
  private takeEntry(): boolean {
    const { parser, metadata } = this;
    switch (parser.next()) {
      case 'eof':
        return false;
      case 'series':
        this.takeSample();
        break;
      case 'type':
        // An export says it of metrics that nothing is known of.
        if (parser.metricType() !== 'unknown') metadata.type(parser.metricName(), parser.metricType());
        break;
      case 'help':
        metadata.help(parser.metricName(), parser.help());
        break;
      case 'unit':
        metadata.unit(parser.metricName(), parser.unit());
        break;
      case 'comment':
        break;
    }
    return true;
  }

  private takeSample(): void {
    const { parser } = this;
    if (Number.isNaN(parser.timestampMs)) {
      throw new ExpositionError('invalid_timestamp', this.lineOfSample(), 1, 'the sample has no timestamp');
    }
    const series = this.memory.find(parser.seriesStart, parser.seriesEnd) ?? this.resolve();
    if (series === undefined) return;
    let outcome = this.append(series);
    if (outcome === undefined) {
      // The store has dropped the series from its memory in the meantime.
      const ref = this.refOf(parser.labels(), series.cohort);
      if (ref === undefined) return;
      series.ref = ref;
      outcome = this.append(series);
    }
    if (outcome === undefined)
      throw new Error(`BUG: the store does not know ref ${series.ref}, which it has just given`);
    if (outcome === 'ok') this.taken++;
    else this.refuse(outcome);
  }

  private append({ cohort, ref }: RememberedSeries): AppendOutcome | undefined {
    return this.appenders.of(cohort).append(ref, this.parser.timestampMs, this.parser.value);
  }

  /** The series that the parser stands on, made known to the store; undefined when its sample was refused. */
  private resolve(): RememberedSeries | undefined {
    const { parser } = this;
    const labels = parser.labels();
    const cohort = { job: getLabel(labels, 'job'), instance: getLabel(labels, 'instance'), origin: 'import' };
    const ref = this.refOf(labels, cohort);
    if (ref === undefined) return undefined;
    const series = { cohort, ref };
    this.memory.add(parser.seriesStart, parser.seriesEnd, series);
    return series;
  }

  private refOf(labels: Labels, cohort: CohortKey): SeriesRef | undefined {
    const ref = this.appenders.of(cohort).series(labels);
    if (typeof ref === 'number') return ref;
    this.refuse(ref, labels);
    return undefined;
  }

  private refuse(reason: ImportRefusal, labels?: Labels): void {
    this.refused[reason]++;
    this.firstRefused[reason] ??=
      `line ${this.parserLine + this.lineOfSample() - 1}: ${formatLabels(labels ?? this.parser.labels())}`;
  }

  /** The line of the parser's body that the sample stands on. */
  private lineOfSample(): number {
    const { body } = this;
    let line = 1;
    for (let at = body.indexOf(10); at >= 0 && at < this.parser.seriesStart; at = body.indexOf(10, at + 1)) line++;
    return line;
  }

  /** Goes on after a line that cannot be read; false when it was the last one. Throws ImportError unless wanted. */
  private skipLine(error: ExpositionError): boolean {
    const line = this.parserLine + error.line - 1;
    const place = `line ${line}, column ${error.column}: ${error.reason}`;
    if (!this.chunk.skipErrors) throw new ImportError(place);
    // A missing end is no line of the file.
    if (error.code === 'missing_eof') return false;
    this.skippedLines++;
    this.firstSkipped ??= place;
    const next = startOfLine(this.body, error.line + 1);
    if (next === undefined) return false;
    this.parserLine += error.line;
    this.memory.end();
    this.parser = this.parserFrom(this.parserStart + next);
    this.memory.begin(this.body);
    return true;
  }

  private parserFrom(start: number): ExpositionParser {
    this.parserStart = start;
    return this.chunk.format === 'openmetrics' ? new OpenMetricsParser(this.body) : new TextParser(this.body);
  }
}

/** For metadata, which belongs to no series. */
const NO_COHORT: CohortKey = { job: '', instance: '', origin: 'import' };

/** Where a line begins, lines counted from 1; undefined when there is none. */
function startOfLine(body: Uint8Array, line: number): number | undefined {
  let at = 0;
  for (let left = line - 1; left > 0; left--) {
    const newline = body.indexOf(10, at);
    if (newline < 0 || newline + 1 >= body.length) return undefined;
    at = newline + 1;
  }
  return at;
}
