import type { BatchAnswer } from '@/lib/api/decodeFrames';
import { isPresent } from '@/lib/api/frames';
import type { ResultFrame } from '@/lib/api/queryBatch';

/** The answers as one JSON document (lib/api/queryBatch.ts, jsonAnswer), piece by piece as they come. */
export async function* batchJson(answers: AsyncIterable<BatchAnswer>): AsyncGenerator<string, void, undefined> {
  yield '{"frames":[';
  let separator = '';
  for await (const answer of answers) {
    yield separator + answerJson(answer);
    separator = ',';
  }
  yield ']}';
}

function answerJson(answer: BatchAnswer): string {
  const header = JSON.stringify(answer.header);
  if (!('values' in answer)) return header;
  const rows = answer.header.series.map((_, s) => `[${rowJson(answer, s)}]`);
  return `${header.slice(0, -1)},"values":[${rows.join(',')}]}`;
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
