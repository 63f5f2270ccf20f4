'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { useUrlParams } from '@/components/ui/useUrlParams';
import { parseTimeRange, type TimeRangeText } from '@/lib/time/timeRange';
import { type Bounds, shifted, within, zoomedOut, zoomedTo } from './moveRange';
import { readTimeUrl, withRange, withRefresh, withTimeZone } from './timeRangeUrl';

export interface TimeRange {
  /** As written: `now-6h`, `now`. */
  readonly text: TimeRangeText;
  /** What the text means since the last refresh; undefined before the page runs in the browser. */
  readonly bounds: Bounds | undefined;
  /** Counts refreshes, so that an absolute range can be asked for again. */
  readonly revision: number;
  readonly timeZone: string;
  /** Interval of auto refresh as written; '' is off. */
  readonly refresh: string;
  /** The address holds a range that cannot be read; the dashboard's own is shown. */
  readonly invalid: TimeRangeText | undefined;
  readonly setText: (range: TimeRangeText) => void;
  readonly setTimeZone: (timeZone: string) => void;
  readonly setRefresh: (refresh: string) => void;
  readonly refreshNow: () => void;
  readonly zoomTo: (bounds: Bounds) => void;
  readonly zoomOut: () => void;
  readonly shift: (direction: -1 | 1) => void;
}

const Context = createContext<TimeRange | undefined>(undefined);

/** The nearest time range above. */
export function useTimeRange(): TimeRange {
  const range = useContext(Context);
  if (range === undefined) throw new Error('BUG: useTimeRange outside of a TimeRangeProvider');
  return range;
}

interface TimeRangeProviderProps {
  /** What holds where the address says nothing. */
  readonly defaults: { readonly range: TimeRangeText; readonly timeZone: string; readonly refresh: string };
  /** Beyond them is nothing to be seen: ranges stay within, and zooming out leads to all of it. */
  readonly limits?: Bounds;
  readonly children: ReactNode;
}

/** Holds the time range of a page: its state is the address, so that links and the back button restore it. */
export function TimeRangeProvider({ defaults, limits, children }: TimeRangeProviderProps) {
  const { params, push, replace } = useUrlParams();
  const url = useMemo(() => readTimeUrl(params), [params]);
  const timeZone = url.timeZone ?? defaults.timeZone;
  const wanted = url.range ?? defaults.range;
  const { bounds, invalid, revision, refreshNow } = useBounds(wanted, defaults.range, timeZone, limits);
  const text = invalid === undefined ? wanted : defaults.range;
  const setText = useCallback((range: TimeRangeText) => push((query) => withRange(query, range)), [push]);
  const setBounds = useCallback(
    (wished: Bounds) => {
      const { fromMs, toMs } = limits === undefined ? wished : within(wished, limits);
      setText({ from: String(fromMs), to: String(toMs) });
    },
    [setText, limits],
  );
  const value = useMemo<TimeRange>(
    () => ({
      text,
      bounds,
      revision,
      timeZone,
      refresh: url.refresh ?? defaults.refresh,
      invalid,
      setText,
      setTimeZone: (zone) => replace((query) => withTimeZone(query, zone)),
      setRefresh: (refresh) => replace((query) => withRefresh(query, refresh)),
      refreshNow,
      zoomTo: ({ fromMs, toMs }) => setBounds(zoomedTo(fromMs, toMs)),
      zoomOut: () => bounds !== undefined && setBounds(limits ?? zoomedOut(bounds, Date.now())),
      shift: (direction) => bounds !== undefined && setBounds(shifted(bounds, direction)),
    }),
    [
      text,
      bounds,
      revision,
      timeZone,
      url.refresh,
      defaults.refresh,
      invalid,
      limits,
      setText,
      setBounds,
      refreshNow,
      replace,
    ],
  );
  return <Context value={value}>{children}</Context>;
}

interface BoundsState {
  readonly bounds?: Bounds;
  readonly invalid?: TimeRangeText;
  readonly revision: number;
}

/** Turns the text into times when it changes and at each refresh, all panels at the same moment. */
function useBounds(wanted: TimeRangeText, fallback: TimeRangeText, timeZone: string, limits: Bounds | undefined) {
  const [tick, setTick] = useState(0);
  const [state, setState] = useState<BoundsState>({ revision: 0 });
  const { from, to } = wanted;
  const { from: fallbackFrom, to: fallbackTo } = fallback;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a tick asks for the same text at a new time
  useEffect(() => {
    const options = { nowMs: Date.now(), timeZone };
    const parsed = parseTimeRange({ from, to }, options);
    const meant =
      parsed ??
      parseTimeRange({ from: fallbackFrom, to: fallbackTo }, options) ??
      parseTimeRange({ from: 'now-6h', to: 'now' }, options);
    const bounds = meant === undefined || limits === undefined ? meant : within(meant, limits);
    setState(({ revision }) => ({
      revision: revision + 1,
      ...(bounds === undefined ? {} : { bounds }),
      ...(parsed === undefined ? { invalid: { from, to } } : {}),
    }));
  }, [from, to, fallbackFrom, fallbackTo, timeZone, limits, tick]);
  const refreshNow = useCallback(() => setTick((count) => count + 1), []);
  return { bounds: state.bounds, invalid: state.invalid, revision: state.revision, refreshNow };
}
