/**
 * Takes samples of any age within the retention, from one chunk of a file in OpenMetrics or in Prometheus' text format
 * (lib/api/importResult.ts). Answers after the samples are durable, so who sends one chunk after the other never has
 * more than one in the collector's memory; sending a chunk again is harmless. `belvedere import` does all of it.
 */
import type { FastifyInstance } from 'fastify';
import type { ImportChunk, ImportedChunk, ImportFormat, ImportRefusal } from '@/collector/transfer/importChunk';
import type { Importer } from '@/collector/transfer/importExposition';
import type { ImportResult } from '@/lib/api/importResult';
import { ApiError, invalidParameter } from '../apiError';
import type { StatusInfo } from '../deps';
import { Parameters } from '../parameters';
import { sendData } from '../respond';

/** `belvedere import` sends chunks of 1 MB. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** Neither can come from a form of another site. */
const CONTENT_TYPES = ['application/openmetrics-text', 'application/octet-stream'];

export interface ImportRouteDeps {
  readonly importer: Importer;
  readonly status: Pick<StatusInfo, 'runtimeInfo'>;
}

export function importRoute(app: FastifyInstance, deps: ImportRouteDeps): void {
  for (const type of CONTENT_TYPES) {
    app.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => {
      done(null, body);
    });
  }
  app.post(
    '/api/v1/import',
    { bodyLimit: BODY_LIMIT, config: { access: 'write', needsStore: true } },
    async (request, reply) => {
      if (!(request.body instanceof Uint8Array)) {
        throw new ApiError('bad_data', `import: send the samples with Content-Type ${CONTENT_TYPES.join(' or ')}`, 415);
      }
      const imported = await deps.importer.take(readChunk(Parameters.of(request), request.body));
      await imported.durable();
      return sendData(reply, toResult(imported, deps.status.runtimeInfo().storageRetention));
    },
  );
}

function readChunk(parameters: Parameters, body: Uint8Array): ImportChunk {
  const format = parameters.text('format') || 'openmetrics';
  if (!isFormat(format)) throw invalidParameter('format', 'must be openmetrics or prometheus');
  const skip = parameters.text('skip_errors') || 'false';
  if (skip !== 'true' && skip !== 'false') throw invalidParameter('skip_errors', 'must be true or false');
  return { format, body, firstLine: Math.max(1, parameters.limit('first_line')), skipErrors: skip === 'true' };
}

function isFormat(text: string): text is ImportFormat {
  return text === 'openmetrics' || text === 'prometheus';
}

function toResult(
  { samples, added, refused, firstRefused, skippedLines, firstSkipped }: ImportedChunk,
  retention: string,
) {
  const reasons = reasonsFor(retention);
  const result: ImportResult = {
    samples,
    added,
    refused: REFUSALS.flatMap((refusal) => {
      const count = refused[refusal];
      if (count === 0) return [];
      return [{ reason: reasons[refusal], samples: count, first: firstRefused[refusal] ?? 'decided at the commit' }];
    }),
    skippedLines,
    ...(firstSkipped !== undefined && { firstSkipped }),
  };
  return result;
}

const REFUSALS: readonly ImportRefusal[] = [
  'tooOld',
  'tooFarAhead',
  'duplicate',
  'outOfOrder',
  'seriesLimit',
  'jobSeriesLimit',
  'newSeriesLimit',
  'tooManyLabels',
  'labelNameTooLong',
  'labelValueTooLong',
  'invalidLabels',
];

/** For people, as a part of a sentence. @param retention as in `15d` */
function reasonsFor(retention: string): Readonly<Record<ImportRefusal, string>> {
  return {
    tooOld: `older than the retention of raw samples (${retention}, or what a rule says; BELVEDERE_RAW_RETENTION sets it)`,
    tooFarAhead: 'ahead of the clock by more than 10 minutes (in OpenMetrics timestamps are seconds)',
    duplicate: 'another value is stored for the same time',
    outOfOrder: 'out of order',
    seriesLimit: 'the limit of active series is reached (BELVEDERE_MAX_SERIES)',
    jobSeriesLimit: 'the limit of active series per job is reached (BELVEDERE_MAX_SERIES_PER_JOB)',
    newSeriesLimit: 'the limit of new series per job and hour is reached (BELVEDERE_MAX_NEW_SERIES_PER_HOUR)',
    tooManyLabels: 'too many labels (BELVEDERE_MAX_LABELS)',
    labelNameTooLong: 'a label name is too long (BELVEDERE_MAX_LABEL_NAME_BYTES)',
    labelValueTooLong: 'a label value is too long (BELVEDERE_MAX_LABEL_VALUE_BYTES)',
    invalidLabels: 'the label set is not valid',
  };
}
