import type { BatchAnswer } from '@/lib/api/decodeFrames';
import { isPresent } from '@/lib/api/frames';
import type { ResultFrame } from '@/lib/api/queryBatch';

const PIECE_CHARACTERS = 128 * 1024;

/** The answers as one JSON document (lib/api/queryBatch.ts, jsonAnswer), piece by piece as they come. */
export async function* batchJson(answers: AsyncIterable<BatchAnswer>): AsyncGenerator<string, void, undefined> {
  yield '{"frames":[';
  let first = true;
  for await (const answer of answers) {
    if (!first) yield ',';
    first = false;
    yield* answerJson(answer);
  }
  yield ']}';
}

function* answerJson(answer: BatchAnswer): Generator<string, void, undefined> {
  const header = JSON.stringify(answer.header);
  if (!('values' in answer)) return yield header;
  let made = `${header.slice(0, -1)},"values":[`;
  for (let s = 0; s < answer.header.series.length; s++) {
    made += `${s === 0 ? '' : ','}[${rowJson(answer, s)}]`;
    if (made.length < PIECE_CHARACTERS) continue;
    yield made;
    made = '';
  }
  yield `${made}]}`;
}

function rowJson(frame: ResultFrame, series: number): string {
  const { steps } = frame.header;
  const cells: string[] = new Array(steps);
  for (let i = 0; i < steps; i++) {
    cells[i] = isPresent(frame, series, i) ? cellJson(frame.values[series * steps + i] as number) : 'null';
  }
  return cells.join(',');
}

function cellJson(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  if (Number.isNaN(value)) return '"NaN"';
  return value > 0 ? '"+Inf"' : '"-Inf"';
}
