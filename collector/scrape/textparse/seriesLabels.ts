import { type Labels, METRIC_NAME } from '@/lib/labels/labels';
import { BACKSLASH, BRACE_CLOSE, BRACE_OPEN, COMMA, EQUALS, NAME_CLASS, QUOTE, SPACE, TAB } from './charCodes';
import { expositionErrorAt } from './expositionError';
import { unescapeText } from './unescape';

/** Where SeriesScanner found a series text and its metric name; ends are exclusive. */
export interface SeriesSpan {
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
}

type LabelPair = [name: string, value: string];

/**
 * The label set of a series text that SeriesScanner has walked over. Names ascending, empty values left out.
 * Throws ExpositionError for a name that comes twice.
 */
export function readSeriesLabels(body: Buffer, span: SeriesSpan): Labels {
  const pairs: LabelPair[] = [[METRIC_NAME, textOf(body, span.nameStart, span.nameEnd)]];
  readLabelPairs(body, span, pairs);
  return toLabels(body, span.start, pairs);
}

/** The label set between the braces at `start` and before `end`, which SeriesScanner has walked over. Throws as above. */
export function readLabelSet(body: Buffer, start: number, end: number): Labels {
  const pairs: LabelPair[] = [];
  readLabelPairs(body, { start, end, nameStart: -1, nameEnd: start }, pairs);
  return toLabels(body, start, pairs);
}

function toLabels(body: Buffer, start: number, pairs: LabelPair[]): Labels {
  if (!isAscending(pairs)) pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const labels: string[] = [];
  for (let i = 0; i < pairs.length; i++) {
    const [name, value] = pairs[i]!;
    if (i > 0 && name === pairs[i - 1]![0]) {
      throw expositionErrorAt(body, start, 'duplicate_label', `label name ${JSON.stringify(name)} is not unique`);
    }
    if (value !== '') labels.push(name, value);
  }
  return labels;
}

function readLabelPairs(body: Buffer, span: SeriesSpan, pairs: LabelPair[]): void {
  // The metric name stands either before the brace or, quoted, after it.
  let at = skipSeparators(body, body[span.start] === BRACE_OPEN ? span.start : span.nameEnd);
  if (at >= span.end || body[at] !== BRACE_OPEN) return;
  at = skipSeparators(body, at + 1);
  while (body[at] !== BRACE_CLOSE) {
    const quote = body[at] === QUOTE ? 1 : 0;
    const nameStart = at + quote;
    at = endOfName(body, at);
    const nameEnd = at - quote;
    at = skipSeparators(body, at);
    if (nameStart === span.nameStart) continue;
    const valueEnd = endOfString(body, at);
    pairs.push([textOf(body, nameStart, nameEnd), textOf(body, at + 1, valueEnd - 1)]);
    at = skipSeparators(body, valueEnd);
  }
}

function isAscending(pairs: readonly LabelPair[]): boolean {
  for (let i = 1; i < pairs.length; i++) if (pairs[i - 1]![0] > pairs[i]![0]) return false;
  return true;
}

function textOf(body: Buffer, start: number, end: number): string {
  return unescapeText(body.toString('utf8', start, end));
}

/** Blanks, commas and equals signs: that they stand where they may has been checked. */
function skipSeparators(body: Buffer, start: number): number {
  let at = start;
  while (body[at] === SPACE || body[at] === TAB || body[at] === COMMA || body[at] === EQUALS) at++;
  return at;
}

function endOfName(body: Buffer, start: number): number {
  if (body[start] === QUOTE) return endOfString(body, start);
  let at = start;
  while (NAME_CLASS[body[at]!] !== 0) at++;
  return at;
}

function endOfString(body: Buffer, open: number): number {
  let at = open + 1;
  while (body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}
