import type { WriteVersion } from './writeProtocol';
import { noRefusals, type WriteRefusal, type WriteResult } from './writeResult';

/** What remote write has brought since the start. */
export interface PushCounters {
  /** Requests that could be read, by version of the protocol. */
  readonly requests: Record<'v1' | 'v2', number>;
  /** Requests of which nothing was taken because their body could not be read. */
  unreadableRequests: number;
  /** Taken, or there already. */
  samples: number;
  exemplars: number;
  refusedExemplars: number;
  readonly refused: Record<WriteRefusal, number>;
}

export function newPushCounters(): PushCounters {
  return {
    requests: { v1: 0, v2: 0 },
    unreadableRequests: 0,
    samples: 0,
    exemplars: 0,
    refusedExemplars: 0,
    refused: noRefusals(),
  };
}

export function countResult(counters: PushCounters, result: WriteResult, version: WriteVersion): void {
  counters.requests[version === 1 ? 'v1' : 'v2']++;
  counters.samples += result.written.samples;
  counters.exemplars += result.written.exemplars;
  counters.refusedExemplars += result.refusedExemplars;
  for (const [reason, count] of Object.entries(result.refused)) {
    if (isRefusal(reason, counters.refused)) counters.refused[reason] += count;
  }
}

function isRefusal(reason: string, known: PushCounters['refused']): reason is WriteRefusal {
  return reason in known;
}
