/**
 * The panel query route `POST /api/v1/query_batch`: every panel that refreshes together asks in one request.
 * The answer is a stream of frames (frames.ts), or with `Accept: application/json` the same content as JSON.
 */
import { z } from 'zod';
import { TIER_NAMES } from './tier';

export const FRAMES_CONTENT_TYPE = 'application/vnd.belvedere.frames';

/** Steps of one query, as everywhere in the Prometheus API; the first and the last count. */
export const MAX_STEPS = 11_001;

/** Who asks, for the usage index. */
const source = z.object({
  dashboardUid: z.string().max(200),
  panelId: z.union([z.number(), z.string().max(200)]),
  refId: z.string().max(200),
});

export const batchQuery = z.object({
  /** Unique in the request; names the frames that answer it. */
  id: z.string().min(1).max(200),
  expr: z.string().max(100_000),
  kind: z.enum(['range', 'instant']),
  /** Distance between steps in ms, for `range`; start and end are aligned to it. Ignored for `instant`. */
  stepMs: z
    .number()
    .int()
    .min(1)
    .max(10 * 365 * 86_400_000),
  /** Overrides of the request's interval. An instant query is evaluated at `to`. */
  from: z.number().optional(),
  to: z.number().optional(),
  /** At most so many series are sent; the header says how many there were. */
  maxSeries: z.number().int().min(1).max(100_000).optional(),
  /** The coarsest tier that may answer. `auto`, and nothing: as coarse as is exact enough; `0s` is `raw`. */
  maxSourceResolution: z.enum(['auto', '0s', ...TIER_NAMES]).optional(),
  source: source.optional(),
});
export type BatchQuery = z.infer<typeof batchQuery>;

export const queryBatchRequest = z
  .object({
    /** Milliseconds since the epoch, inclusive. */
    from: z.number(),
    to: z.number(),
    queries: z.array(batchQuery).min(1).max(500),
  })
  .refine((request) => new Set(request.queries.map((query) => query.id)).size === request.queries.length, {
    message: 'query ids must be unique within a request',
    path: ['queries'],
  });
export type QueryBatchRequest = z.infer<typeof queryBatchRequest>;

export interface QueryStatistics {
  /** Series read from the store and samples looked at, after sharing. */
  readonly series: number;
  readonly samples: number;
  readonly durationMs: number;
}

export const resultHeader = z.object({
  type: z.literal('result'),
  id: z.string(),
  resultType: z.enum(['matrix', 'vector', 'scalar', 'string']),
  /** Time of step 0 in ms; step i lies at startMs + i * stepMs. Instant results have one step. */
  startMs: z.number(),
  stepMs: z.number(),
  steps: z.number().int().min(0).max(MAX_STEPS),
  /** One flat label set (lib/labels) per column, in the order of the columns. */
  series: z.array(z.array(z.string()).readonly()).readonly(),
  /** How many series the query gave; more than `series.length` when `maxSeries` cut them. */
  totalSeries: z.number(),
  /** Result of type string. */
  text: z.string().optional(),
  /** The coarsest tier that answered. */
  tier: z.enum(TIER_NAMES),
  /** Some function needed raw samples and got coarser ones; `infos` say which. */
  approximate: z.boolean().optional(),
  warnings: z.array(z.string()).readonly(),
  infos: z.array(z.string()).readonly(),
  statistics: z.object({ series: z.number(), samples: z.number(), durationMs: z.number() }),
});
export type ResultHeader = Readonly<z.infer<typeof resultHeader>>;

export const errorHeader = z.object({
  type: z.literal('error'),
  id: z.string(),
  /** As in the Prometheus API: bad_data, execution, canceled, timeout, internal, unavailable. */
  errorType: z.string(),
  message: z.string(),
  /** Character offsets into `expr`, for a parse error. */
  position: z.object({ start: z.number(), end: z.number() }).optional(),
});
export type ErrorHeader = Readonly<z.infer<typeof errorHeader>>;

const endHeader = z.object({ type: z.literal('end') });
export type EndHeader = Readonly<z.infer<typeof endHeader>>;

/** The JSON header of a frame. */
export const frameHeader = z.discriminatedUnion('type', [resultHeader, errorHeader, endHeader]);
export type FrameHeader = ResultHeader | ErrorHeader | EndHeader;

/**
 * One result: header and columns. `values` holds series after series, `steps` numbers each
 * (`values[s * steps + i]`). `present` holds one bit per value in the same order, least significant bit
 * first, each series starting on a byte border (`ceil(steps / 8)` bytes a series); a clear bit means that there
 * is no sample at that step, and the number there is without meaning (absent is not NaN).
 * Body of a binary frame: the values (little-endian Float64), then the presence bytes.
 */
export interface ResultFrame {
  readonly header: ResultHeader;
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

/**
 * The answer as JSON: each frame's header with `values` beside it, one row per series. `null` stands for a step
 * without a sample, and "NaN", "+Inf" and "-Inf" for the numbers that JSON cannot write. The closing bracket is
 * the end frame: an answer that was cut off does not parse.
 */
export const jsonAnswer = z.object({
  frames: z.array(
    z.discriminatedUnion('type', [
      resultHeader.extend({
        values: z.array(z.array(z.union([z.number(), z.null(), z.enum(['NaN', '+Inf', '-Inf'])]))),
      }),
      errorHeader,
    ]),
  ),
});
