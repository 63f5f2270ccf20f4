import type { ColdRun } from './coldRun';
import { findText, pageOfSymbol, pageOfText } from './dictionary';
import type { RunDirectory } from './runDirectory';
import type { OnDamage, RunReader } from './runReader';

/** Symbols and strings of one run, of which only the dictionary pages asked for are read. */
export class RunStrings {
  constructor(
    private readonly reader: RunReader,
    private readonly run: ColdRun,
    private readonly directory: RunDirectory,
    private readonly onDamage: OnDamage,
  ) {}

  /** The symbol of a string; -1 when no series of the run has it. */
  async symbolOf(text: string): Promise<number> {
    const { dictionary } = this.directory;
    const page = pageOfText(dictionary, text);
    if (page < 0) return -1;
    const texts = (await this.reader.texts(this.run, [page], this.onDamage)).get(page);
    const at = texts === undefined ? -1 : findText(texts, text);
    return at < 0 ? -1 : (dictionary.firstSymbols[page] as number) + at;
  }

  /** Strings by symbol, without those of damaged pages. */
  async texts(symbols: ReadonlySet<number>): Promise<ReadonlyMap<number, string>> {
    const { dictionary } = this.directory;
    const pages = new Set<number>();
    for (const symbol of symbols) pages.add(pageOfSymbol(dictionary, symbol));
    pages.delete(-1);
    const read = await this.reader.texts(this.run, [...pages], this.onDamage);
    const found = new Map<number, string>();
    for (const symbol of symbols) {
      const page = pageOfSymbol(dictionary, symbol);
      const text = read.get(page)?.[symbol - (dictionary.firstSymbols[page] as number)];
      if (text !== undefined) found.set(symbol, text);
    }
    return found;
  }
}
