'use client';

import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { init } from './echarts';

interface ChartProps {
  /** Keep its identity while nothing changes: a new object is a redraw. */
  readonly option: EChartsCoreOption;
  readonly width: number;
  readonly height: number;
}

/** An ECharts canvas of a given size: React owns size and options, and nothing else happens here. */
export function Chart({ option, width, height }: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);

  // Creating belongs in a layout effect so that the first paint already has the drawing.
  useLayoutEffect(() => {
    if (!element.current) return;
    const created = init(element.current, null, { renderer: 'canvas', width: 1, height: 1 });
    chart.current = created;
    return () => {
      chart.current = null;
      created.dispose();
    };
  }, []);

  useLayoutEffect(() => {
    chart.current?.resize({ width: Math.max(1, width), height: Math.max(1, height), silent: true });
  }, [width, height]);

  useLayoutEffect(() => {
    chart.current?.setOption(option, { notMerge: true, silent: true });
  }, [option]);

  // Axis texts are drawn on canvas, which does not wait for the web font as the page does.
  useEffect(() => {
    let live = true;
    if (document.fonts.status === 'loaded') return;
    void document.fonts.ready.then(() => {
      if (live) chart.current?.resize({ silent: true });
    });
    return () => {
      live = false;
    };
  }, []);

  return <div ref={element} style={{ width, height }} aria-hidden="true" />;
}
