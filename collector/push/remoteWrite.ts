import type { Appendable } from '@/collector/storage/storage';
import { countResult, newPushCounters, type PushCounters } from './pushCounters';
import { type RememberedSeries, RequestWriter } from './requestWriter';
import { SeriesMemory } from './seriesMemory';
import type { WriteLimits } from './writeColumns';
import type { WriteVersion } from './writeProtocol';
import { WriteRequestDecoder } from './writeRequest';
import type { WriteResult } from './writeResult';

/** A request is applied in turns of so many samples, with the event loop between them. */
const SAMPLES_PER_TURN = 5000;
/** Some 250 bytes each. Beyond it series are looked up by their labels with each request, at three times the CPU. */
const REMEMBERED_SERIES = 1_000_000;
/** Decoders whose memory is kept for the next requests. */
const KEPT_DECODERS = 4;

export interface RemoteWriteOptions {
  readonly appendable: Appendable;
  readonly limits?: WriteLimits;
  /** Series that are remembered from one request to the next. */
  readonly maxRememberedSeries?: number;
  /** Lets other work go first; `setImmediate` when absent. */
  readonly yieldTurn?: () => Promise<void>;
}

export interface RemoteWriteReceiver {
  readonly counters: Readonly<PushCounters>;
  /**
   * Takes the snappy-compressed body of one `POST /api/v1/write`. Rejects with WriteRequestError when the body cannot be
   * read, and nothing of it was taken. Without a version it is 1, as in HTTP.
   */
  write(body: Uint8Array, version?: WriteVersion): Promise<WriteResult>;
}

const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The receiver of remote write 1.0 and 2.0, free of HTTP. Several requests may be under way at a time. */
export function createRemoteWriteReceiver(options: RemoteWriteOptions): RemoteWriteReceiver {
  const memory = new SeriesMemory<RememberedSeries>(options.maxRememberedSeries ?? REMEMBERED_SERIES);
  const { appendable, limits, yieldTurn = yieldToEventLoop } = options;
  const decoders: WriteRequestDecoder[] = [];
  const counters = newPushCounters();
  return {
    counters,
    write: async (body, version = 1) => {
      const decoder = decoders.pop() ?? new WriteRequestDecoder(limits);
      try {
        const writing = new RequestWriter(decode(decoder, body, version, counters), appendable, memory);
        while (writing.writeTurn(SAMPLES_PER_TURN)) await yieldTurn();
        const result = writing.result();
        countResult(counters, result, version);
        return result;
      } finally {
        if (decoders.length < KEPT_DECODERS) decoders.push(decoder);
      }
    },
  };
}

function decode(decoder: WriteRequestDecoder, body: Uint8Array, version: WriteVersion, counters: PushCounters) {
  try {
    return decoder.decode(body, version);
  } catch (error) {
    counters.unreadableRequests++;
    throw error;
  }
}
