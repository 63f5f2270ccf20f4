/** Exemplars as bytes, in log rows and in pages of their own. FORMAT.md draws them. */
import type { Labels } from '@/lib/labels/labels';
import type { ByteReader } from '../chunkenc/byteReader';
import type { ByteWriter } from '../chunkenc/byteWriter';
import { openPage, PageKind, sealPage, startPage } from '../chunkenc/page';
import { TextReader, TextWriter } from '../log/textTable';
import type { Exemplar } from '../storage';

/** An exemplar with the labels of its series, which may have left the store's memory long ago. */
export interface KeptExemplar {
  readonly series: Labels;
  readonly exemplar: Exemplar;
}

const scratch = new Float64Array(1);
const scratchWords = new Uint32Array(scratch.buffer);

export function writeExemplar(out: ByteWriter, texts: TextWriter, { series, exemplar }: KeptExemplar): void {
  writeLabels(out, texts, series);
  writeLabels(out, texts, exemplar.labels);
  out.svarint(exemplar.timestampMs);
  scratch[0] = exemplar.value;
  out.words(scratchWords[0] as number, scratchWords[1] as number);
}

/** Throws CorruptPageError. */
export function readExemplar(reader: ByteReader, texts: TextReader): KeptExemplar {
  const series = readLabels(reader, texts);
  const labels = readLabels(reader, texts);
  const timestampMs = reader.svarint();
  scratchWords[0] = reader.u32();
  scratchWords[1] = reader.u32();
  return { series, exemplar: { labels, timestampMs, value: scratch[0] as number } };
}

export function encodeExemplars(exemplars: readonly KeptExemplar[]): Uint8Array<ArrayBuffer> {
  const out = startPage(1 << 14);
  const texts = new TextWriter();
  for (const one of exemplars) writeExemplar(out, texts, one);
  return sealPage(out, PageKind.exemplars);
}

/** In the order they came. Throws CorruptPageError. */
export function decodeExemplars(page: Uint8Array): KeptExemplar[] {
  const reader = openPage(page, PageKind.exemplars);
  const texts = new TextReader();
  const exemplars: KeptExemplar[] = [];
  while (reader.remaining > 0) exemplars.push(readExemplar(reader, texts));
  return exemplars;
}

function writeLabels(out: ByteWriter, texts: TextWriter, labels: Labels): void {
  out.varint(labels.length);
  for (const text of labels) texts.write(out, text);
}

function readLabels(reader: ByteReader, texts: TextReader): Labels {
  const labels: string[] = [];
  for (let left = reader.count(reader.remaining, 'labels'); left > 0; left--) labels.push(texts.read(reader));
  return labels;
}
