import type { Appendable } from '@/collector/storage/storage';
import { type RememberedSeries, RequestWriter } from './requestWriter';
import { SeriesMemory } from './seriesMemory';
import type { WriteLimits } from './writeColumns';
import type { WriteVersion } from './writeProtocol';
import { WriteRequestDecoder } from './writeRequest';
import type { WriteResult } from './writeResult';

/** A request is applied in turns of so many samples, with the event loop between them. */
const SAMPLES_PER_TURN = 5000;
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
  /**
   * Takes the snappy-compressed body of one `POST /api/v1/write`. Rejects with WriteRequestError when the body cannot be
   * read, and nothing of it was taken. Without a version it is 1, as in HTTP.
   */
  write(body: Uint8Array, version?: WriteVersion): Promise<WriteResult>;
}

const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The receiver of remote write 1.0 and 2.0, free of HTTP. Several requests may be under way at a time. */
export function createRemoteWriteReceiver(options: RemoteWriteOptions): RemoteWriteReceiver {
  const memory = new SeriesMemory<RememberedSeries>(options.maxRememberedSeries ?? 200_000);
  const { appendable, limits, yieldTurn = yieldToEventLoop } = options;
  const decoders: WriteRequestDecoder[] = [];
  return {
    write: async (body, version = 1) => {
      const decoder = decoders.pop() ?? new WriteRequestDecoder(limits);
      try {
        const writing = new RequestWriter(decoder.decode(body, version), appendable, memory);
        while (writing.writeTurn(SAMPLES_PER_TURN)) await yieldTurn();
        return writing.result();
      } finally {
        if (decoders.length < KEPT_DECODERS) decoders.push(decoder);
      }
    },
  };
}
