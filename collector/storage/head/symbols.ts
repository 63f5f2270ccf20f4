/** Interned strings: each label name and value is kept once and named by an integer. Symbol 0 is the empty string. */
export class Symbols {
  private readonly ids = new Map<string, number>([['', 0]]);
  private readonly texts: string[] = [''];

  get count(): number {
    return this.texts.length;
  }

  intern(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = this.texts.length;
    this.ids.set(text, id);
    this.texts.push(text);
    return id;
  }

  /** The symbol of a string; -1 when no label ever had it. */
  find(text: string): number {
    return this.ids.get(text) ?? -1;
  }

  text(id: number): string {
    const text = this.texts[id];
    if (text === undefined) throw new Error(`BUG: symbol ${id} of ${this.texts.length}`);
    return text;
  }
}
