import type { ByteReader } from '../chunkenc/byteReader';
import type { ByteWriter } from '../chunkenc/byteWriter';
import { CorruptPageError } from '../chunkenc/corruptPageError';

/** Strings written once per page: a string is its number, and follows its number where it comes for the first time. */
export class TextWriter {
  private readonly numbers = new Map<string, number>();

  write(out: ByteWriter, text: string): void {
    const known = this.numbers.get(text);
    out.varint(known ?? this.numbers.size);
    if (known !== undefined) return;
    this.numbers.set(text, this.numbers.size);
    out.text(text);
  }

  reset(): void {
    this.numbers.clear();
  }
}

/** The inverse of TextWriter. */
export class TextReader {
  private readonly texts: string[] = [];

  read(reader: ByteReader): string {
    const number = reader.varint();
    if (number === this.texts.length) this.texts.push(reader.text());
    const text = this.texts[number];
    if (text === undefined) throw new CorruptPageError(`string ${number} of ${this.texts.length} was never written`);
    return text;
  }
}
