'use client';

import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { PanelData } from '@/components/panels/panelType';
import { type AnsweredTier, answeredTier } from '@/components/query/answeredTier';
import type { PanelQueryState, PanelRequest } from '@/components/query/panelQueries';
import { panelBounds, planQueries } from '@/components/query/planQueries';
import { isEmpty, toFrames } from '@/components/query/toFrames';
import { useLookaround } from '@/components/query/useLookaround';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import type { Panel } from '@/lib/dashboard/document';
import { applyFieldConfig } from '@/lib/dashboard/fieldConfig';
import type { Frame } from '@/lib/dashboard/frame';
import { applyTransformations, type Transformed } from '@/lib/dashboard/transform/applyTransformations';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import { withVariables } from '@/lib/dashboard/variables/scope';
import { borrowTargets } from './borrowTargets';
import { useDashboard } from './DashboardContext';
import type { PlacedPanel } from './repeats';

export interface PanelDataState {
  readonly query: PanelQueryState;
  /** What to draw; stays during a refresh and after a failure. */
  readonly data: PanelData | undefined;
  /** Frames as the queries gave them, before transformations. */
  readonly raw: readonly Frame[] | undefined;
  /** Frames after transformations, without field options, and steps that failed. */
  readonly transformed: Transformed | undefined;
  readonly empty: boolean;
  /** What was asked; undefined while the panel waits for variables, its size or its turn. */
  readonly request: PanelRequest | undefined;
  readonly warnings: readonly string[];
  /** What answered, when it was not raw samples alone. */
  readonly tier: AnsweredTier | undefined;
  readonly retry: () => void;
  readonly cancel: () => void;
}

/** Asks for a panel's data while it is in view and has a size, and turns answers into frames. */
export function usePanelData(placed: PlacedPanel, widthPx: number | undefined, active: boolean): PanelDataState {
  const { queries } = useDashboard();
  const { key, panel } = placed;
  const request = usePanelRequest(placed, widthPx);
  useEffect(() => {
    if (active && request !== undefined && request.queries.length > 0) queries.want(key, request);
  }, [active, key, queries, request]);
  useEffect(() => () => queries.drop(key), [key, queries]);
  const subscribe = useCallback((listener: () => void) => queries.subscribe(key, listener), [key, queries]);
  const query = useSyncExternalStore(
    subscribe,
    () => queries.state(key),
    () => queries.state(key),
  );
  const { raw, transformed, data } = usePanelFrames(placed, query);
  return {
    query,
    data,
    raw,
    transformed,
    empty: useMemo(() => data !== undefined && isEmpty(data.frames), [data]),
    request,
    warnings: useMemo(
      () => [...warningsOf(query), ...transformWarnings(panel, transformed)],
      [query, panel, transformed],
    ),
    tier: useMemo(() => answeredTier(query.answer?.results ?? []), [query.answer]),
    retry: () => request !== undefined && queries.retry(key, request),
    cancel: () => queries.cancel(key),
  };
}

/** From answers to what is drawn: frames, transformations, field options. Each step is redone only when it must be. */
export function usePanelFrames({ panel, variables }: PlacedPanel, { answer }: PanelQueryState) {
  const { scope } = useDashboard();
  const lookaround = useLookaround();
  const { transformations, fieldConfig } = panel;
  const raw = useMemo(() => (answer === undefined ? undefined : toFrames(answer.results)), [answer]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: expressions with look-around may have got their answers
  const transformed = useMemo((): Transformed | undefined => {
    if (raw === undefined || transformations.length === 0) return raw && { frames: raw, problems: [] };
    const own = withVariables(scope, variables);
    return applyTransformations(raw, transformations, { interpolate: (text) => interpolate(text, own, 'text') });
  }, [raw, transformations, scope, variables, lookaround]);
  const bounds = answer?.bounds;
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const data = useMemo((): PanelData | undefined => {
    if (transformed === undefined || bounds === undefined) return undefined;
    return { frames: applyFieldConfig(transformed.frames, fieldConfig), bounds };
  }, [transformed, bounds, fieldConfig, lookaround]);
  return { raw, transformed, data };
}

/** Steps that were left out, each with its place and why. */
function transformWarnings({ transformations }: Panel, transformed: Transformed | undefined): readonly string[] {
  return (transformed?.problems ?? []).map(
    ({ index, message }) => `Transformation ${index + 1} (${transformations[index]?.id ?? ''}): ${message}`,
  );
}

/** What a panel of this width would ask; undefined while it waits for variables or its size. */
export function usePanelRequest(
  { panel: own, variables }: PlacedPanel,
  widthPx: number | undefined,
): PanelRequest | undefined {
  const { dashboard, scope, scrapeIntervalMs, ready } = useDashboard();
  const { bounds: shown, text, revision, timeZone } = useTimeRange();
  const absolute = !text.from.startsWith('now');
  const { uid, title, panels } = dashboard;
  const panel = useMemo(() => borrowTargets(own, { panels }), [own, panels]);
  return useMemo(() => {
    if (!ready || scrapeIntervalMs === undefined || shown === undefined || widthPx === undefined) return undefined;
    const bounds = { ...shown, absolute };
    const own = withVariables(scope, variables);
    const queries = planQueries({
      panel,
      scope: own,
      bounds,
      timeZone,
      widthPx,
      scrapeIntervalMs,
      dashboard: { uid, title },
    });
    const signature = JSON.stringify([revision, queries.map(({ query, legendFormat }) => [query, legendFormat])]);
    return { signature, queries, bounds: panelBounds(panel, bounds, timeZone, own) };
  }, [ready, shown, absolute, revision, timeZone, widthPx, scrapeIntervalMs, scope, variables, panel, uid, title]);
}

/** Notes of the collector on the answer, and series that were left out. */
function warningsOf({ answer }: PanelQueryState): readonly string[] {
  const notes = answer?.results.flatMap(({ frame: { header }, planned }) => {
    const cut = header.totalSeries - header.series.length;
    const left = cut > 0 ? [`${planned.target.refId}: ${cut} of ${header.totalSeries} series are not shown`] : [];
    return [...header.warnings, ...left];
  });
  return [...new Set(notes)];
}
