import { borrowTargets } from '@/components/dashboard/borrowTargets';
import type { PlacedPanel, PlacedSection } from '@/components/dashboard/repeats';
import type { SendBatch } from '@/components/query/panelQueries';
import { type PlannedQuery, planQueries } from '@/components/query/planQueries';
import type { Dashboard, JsonObject } from '@/lib/dashboard/document';
import { type VariableScope, withVariables } from '@/lib/dashboard/variables/scope';
import { MAX_SNAPSHOT_BYTES, writeSnapshot } from '@/lib/grafana/snapshot/snapshot';
import type { StoredAnswer } from '@/lib/grafana/snapshot/snapshotFrames';

export interface SnapshotInput {
  readonly dashboard: Dashboard;
  readonly scope: VariableScope;
  readonly sections: readonly PlacedSection[];
  readonly bounds: { readonly fromMs: number; readonly toMs: number };
  readonly timeZone: string;
  readonly scrapeIntervalMs: number;
}

interface Asking {
  readonly send: SendBatch;
  readonly signal: AbortSignal;
  /** How many of all queries are answered. */
  readonly onProgress: (done: number, all: number) => void;
  readonly now: () => number;
}

export interface TakenSnapshot {
  readonly json: JsonObject;
  readonly sizeBytes: number;
  readonly queries: number;
  /** Queries that failed; the snapshot shows their errors. */
  readonly failed: number;
}

/** There is more data than a snapshot may hold. */
export class SnapshotTooLarge extends Error {
  readonly code = 'too-large';
}

/** A page's width, for which the steps of queries are chosen. */
const PAGE_PX = 1200;
/** Asked at once, so that progress is seen and a cancel spares the collector work. */
const QUERIES_AT_ONCE = 60;

interface Asked {
  readonly id: string;
  readonly planned: PlannedQuery;
}

/**
 * Asks all queries of all panels, those out of view and in closed rows too, and puts the answers into one document.
 * Throws SnapshotTooLarge, and what `send` throws.
 */
export async function takeSnapshot(input: SnapshotInput, asking: Asking): Promise<TakenSnapshot> {
  const asked = input.sections.flatMap(({ panels }) => panels).flatMap((placed) => plan(placed, input));
  const answers = new Map<string, StoredAnswer>();
  asking.onProgress(0, asked.length);
  for (let first = 0; first < asked.length; first += QUERIES_AT_ONCE) {
    const part = asked.slice(first, first + QUERIES_AT_ONCE);
    const { fromMs, toMs } = input.bounds;
    const queries = part.map(({ id, planned }) => ({ ...planned.query, id }));
    for await (const answer of asking.send({ from: fromMs, to: toMs, queries }, { signal: asking.signal })) {
      answers.set(answer.header.id, answer);
      asking.onProgress(answers.size, asked.length);
    }
    checkSize(answers);
  }
  return packed(input, answers, asking.now());
}

function plan(placed: PlacedPanel, input: SnapshotInput): Asked[] {
  const { dashboard, scope, bounds, timeZone, scrapeIntervalMs } = input;
  const planned = planQueries({
    panel: borrowTargets(placed.panel, dashboard),
    scope: withVariables(scope, placed.variables),
    bounds,
    timeZone,
    widthPx: Math.round((placed.w / 24) * PAGE_PX),
    scrapeIntervalMs,
    dashboard,
  });
  return planned.map((one, index) => ({ id: `${placed.key}/${index}`, planned: one }));
}

/** Early, from what numbers take at least: two characters each. */
function checkSize(answers: ReadonlyMap<string, StoredAnswer>): void {
  let cells = 0;
  for (const answer of answers.values()) if ('values' in answer) cells += answer.values.length;
  if (cells * 2 > MAX_SNAPSHOT_BYTES) throw tooLarge();
}

function packed(input: SnapshotInput, answers: ReadonlyMap<string, StoredAnswer>, takenMs: number): TakenSnapshot {
  const { dashboard, bounds, timeZone, scrapeIntervalMs, scope } = input;
  const variables = [...scope.variables.values()];
  const json = writeSnapshot({ dashboard, takenMs, bounds, timeZone, scrapeIntervalMs, variables, answers });
  const sizeBytes = new TextEncoder().encode(JSON.stringify(json)).length;
  if (sizeBytes > MAX_SNAPSHOT_BYTES) throw tooLarge(sizeBytes);
  const failed = [...answers.values()].filter((answer) => !('values' in answer)).length;
  return { json, sizeBytes, queries: answers.size, failed };
}

function tooLarge(sizeBytes?: number): SnapshotTooLarge {
  const size = sizeBytes === undefined ? '' : `: it would be ${(sizeBytes / 1e6).toFixed(1)} MB`;
  return new SnapshotTooLarge(
    `A snapshot holds at most ${MAX_SNAPSHOT_BYTES / 1e6} MB${size}. Choose a shorter time range, or fewer values of the variables.`,
  );
}
