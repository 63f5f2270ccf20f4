/**
 * The collector's API for browsers. Every function throws ApiFailure, or the reason of an aborted signal.
 * Times are milliseconds since the epoch.
 */
import { ApiFailure } from './apiFailure';
import { type BatchAnswer, decodeFrames } from './decodeFrames';
import { FRAMES_CONTENT_TYPE, type QueryBatchRequest } from './queryBatch';
import { type Answer, getData, type RequestOptions, type SearchFields, send } from './request';
import { namesData } from './responses/labels';
import { type MetadataData, metadataData } from './responses/metadata';
import { type QueryData, queryData } from './responses/query';
import { type SeriesData, seriesData } from './responses/series';
import {
  type BuildinfoData,
  buildinfoData,
  type ConfigData,
  configData,
  type RuntimeinfoData,
  runtimeinfoData,
  type TsdbData,
  tsdbData,
} from './responses/status';
import { type TargetsData, targetsData } from './responses/targets';

/**
 * Asks all queries at once and yields each result, or each failed query, as soon as it is there. Besides
 * ApiFailure it throws FrameError when the answer breaks off.
 */
export async function* queryBatch(
  request: QueryBatchRequest,
  options: RequestOptions = {},
): AsyncGenerator<BatchAnswer, void, undefined> {
  const headers = { 'content-type': 'application/json', accept: FRAMES_CONTENT_TYPE };
  const init = { method: 'POST', headers, body: JSON.stringify(request) };
  const response = await send('query_batch', init, options);
  const type = response.headers.get('content-type') ?? '';
  if (response.body === null || !type.startsWith(FRAMES_CONTENT_TYPE)) {
    throw new ApiFailure('protocol', `query_batch answered with ${type || 'nothing'}`, response.status);
  }
  yield* decodeFrames(response.body);
}

/** Which series an answer about names and labels should consider. */
export interface Selection {
  /** Series selectors, any of which may match. */
  readonly match?: readonly string[];
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly limit?: number;
}

function selectionFields({ match, fromMs, toMs, limit }: Selection): SearchFields {
  return {
    'match[]': match,
    start: fromMs === undefined ? undefined : fromMs / 1000,
    end: toMs === undefined ? undefined : toMs / 1000,
    limit,
  };
}

/** One instant query as Prometheus answers it; panels use queryBatch. */
export function fetchInstantQuery(
  expr: string,
  timeMs: number,
  options: RequestOptions = {},
): Promise<Answer<QueryData>> {
  return getData('query', { query: expr, time: timeMs / 1000 }, queryData, options);
}

export function fetchSeries(selection: Selection, options: RequestOptions = {}): Promise<Answer<SeriesData>> {
  return getData('series', selectionFields(selection), seriesData, options);
}

export function fetchLabelNames(selection: Selection = {}, options: RequestOptions = {}): Promise<Answer<string[]>> {
  return getData('labels', selectionFields(selection), namesData, options);
}

export function fetchLabelValues(
  label: string,
  selection: Selection = {},
  options: RequestOptions = {},
): Promise<Answer<string[]>> {
  return getData(`label/${encodeURIComponent(label)}/values`, selectionFields(selection), namesData, options);
}

/** Metadata of one metric, or of all. */
export function fetchMetadata(metric = '', options: RequestOptions = {}): Promise<Answer<MetadataData>> {
  return getData('metadata', { metric }, metadataData, options);
}

export function fetchTargets(
  fields: { readonly state?: 'active' | 'dropped' | 'any'; readonly scrapePool?: string } = {},
  options: RequestOptions = {},
): Promise<Answer<TargetsData>> {
  return getData('targets', { ...fields }, targetsData, options);
}

/** The configuration in force, and what of it is not active yet. */
export function fetchConfig(options: RequestOptions = {}): Promise<Answer<ConfigData>> {
  return getData('status/config', {}, configData, options);
}

export function fetchBuildinfo(options: RequestOptions = {}): Promise<Answer<BuildinfoData>> {
  return getData('status/buildinfo', {}, buildinfoData, options);
}

export function fetchRuntimeinfo(options: RequestOptions = {}): Promise<Answer<RuntimeinfoData>> {
  return getData('status/runtimeinfo', {}, runtimeinfoData, options);
}

export function fetchTsdbStatus(limit: number, options: RequestOptions = {}): Promise<Answer<TsdbData>> {
  return getData('status/tsdb', { limit }, tsdbData, options);
}
