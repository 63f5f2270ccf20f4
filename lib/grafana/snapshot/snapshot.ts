/**
 * A snapshot: a dashboard in classic JSON with what its queries answered at one moment. What the collector would be
 * asked for lies in one field of its own, so that the dashboard itself stays what it was.
 */
import { z } from 'zod';
import type { Dashboard, Json, JsonObject } from '@/lib/dashboard/document';
import type { BoundVariable } from '@/lib/dashboard/variables/scope';
import { readClassic, writeClassic } from '../classic';
import type { ImportWarning } from '../fieldReader';
import { decodeAnswer, encodeAnswer, MAX_CELLS, type StoredAnswer } from './snapshotFrames';

const FIELD = 'belvedereSnapshot';
const VERSION = 1;

/** A snapshot's JSON is not longer. */
export const MAX_SNAPSHOT_BYTES = 10_000_000;
const MAX_ANSWERS = 20_000;

export interface Snapshot {
  readonly dashboard: Dashboard;
  readonly takenMs: number;
  readonly bounds: { readonly fromMs: number; readonly toMs: number };
  readonly timeZone: string;
  readonly scrapeIntervalMs: number;
  /** What the variables stood for. */
  readonly variables: readonly BoundVariable[];
  /** By `<key of the panel>/<number of the query>`. */
  readonly answers: ReadonlyMap<string, StoredAnswer>;
}

export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  readonly warnings: readonly ImportWarning[];
}

const texts = z.array(z.string().max(10_000)).max(10_000);

const fields = z.object({
  version: z.literal(VERSION),
  takenMs: z.number(),
  fromMs: z.number(),
  toMs: z.number(),
  timeZone: z.string().max(100),
  scrapeIntervalMs: z.number().positive(),
  variables: z
    .array(
      z.object({
        name: z.string().max(1000),
        values: texts,
        texts,
        isAll: z.boolean(),
        allValue: z.string().max(10_000).optional(),
        isList: z.boolean(),
        inUrl: z.boolean().optional(),
      }),
    )
    .max(1000),
});

/** As it is kept, with the time range held still. */
export function writeSnapshot(snapshot: Snapshot): JsonObject {
  const { dashboard, takenMs, bounds, timeZone, scrapeIntervalMs, variables, answers } = snapshot;
  const time = { from: String(bounds.fromMs), to: String(bounds.toMs) };
  const json = writeClassic({ ...dashboard, time, timezone: timeZone, refresh: '' });
  return {
    ...json,
    [FIELD]: {
      version: VERSION,
      takenMs,
      ...bounds,
      timeZone,
      scrapeIntervalMs,
      variables: variables.map((variable): JsonObject => ({ ...variable })),
      answers: Object.fromEntries([...answers].map(([id, answer]) => [id, encodeAnswer(answer)])),
    },
  };
}

/**
 * Reads what is kept. Whatever does not fit is left out; an answer that is left out shows as one that is missing.
 * @returns undefined when there is no data in it that we understand
 */
export function readSnapshot(json: JsonObject): ReadSnapshot | undefined {
  const { [FIELD]: own, ...classic } = json;
  const parsed = fields.safeParse(own);
  if (!parsed.success || !(parsed.data.fromMs < parsed.data.toMs)) return undefined;
  const { version: _, fromMs, toMs, variables, ...rest } = parsed.data;
  const { dashboard, warnings } = readClassic(classic);
  const answers = readAnswers(own);
  const bound = variables.map(({ allValue, inUrl, ...variable }) => ({
    ...variable,
    ...(allValue === undefined ? {} : { allValue }),
    ...(inUrl === undefined ? {} : { inUrl }),
  }));
  return { snapshot: { ...rest, dashboard, bounds: { fromMs, toMs }, variables: bound, answers }, warnings };
}

function readAnswers(own: Json | undefined): Map<string, StoredAnswer> {
  const answers = new Map<string, StoredAnswer>();
  const listed = typeof own === 'object' && own !== null && 'answers' in own ? own['answers'] : undefined;
  if (typeof listed !== 'object' || listed === null || Array.isArray(listed)) return answers;
  let cells = 0;
  for (const [id, json] of Object.entries(listed).slice(0, MAX_ANSWERS)) {
    const answer = decodeAnswer(json, MAX_CELLS - cells);
    if (answer === undefined) continue;
    if ('values' in answer) cells += answer.values.length;
    answers.set(id, answer);
  }
  return answers;
}
