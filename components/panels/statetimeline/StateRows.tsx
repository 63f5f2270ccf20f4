'use client';

import { useMemo, useState } from 'react';
import { HoverTip } from '@/components/charts/HoverTip';
import { axisTextWidth } from '@/components/charts/measureText';
import { SwatchLegend } from '@/components/charts/SwatchLegend';
import { type HoverPlace, labelWidth, TIME_AXIS_PX, TimeFrame } from '@/components/charts/TimeFrame';
import { tokens } from '@/components/charts/tokens';
import { readableText } from '@/lib/dashboard/readableText';
import { spanText } from '@/lib/time/age';
import { formatInstant } from '@/lib/time/formatTime';
import { boxPaint, seenColor } from '../boxStyle';
import { LegendFrame } from '../LegendFrame';
import { insidePadding, TEXT_PADDING_PX } from '../padding';
import type { PanelProps } from '../panelType';
import { splitLegend } from '../splitLegend';
import type { TimelineOptions } from './options';
import styles from './timeline.module.css';
import { legendStates, type Span, spanAt, type TimelineRow, timelineRows } from './timelineModel';

interface StateRowsProps extends Omit<PanelProps<unknown>, 'options'> {
  readonly options: Omit<TimelineOptions, 'mergeValues'>;
  readonly merge: boolean;
  /** Share of its time that a cell fills. */
  readonly cellWidth: number;
}

const MIN_ROW_PX = 16;
const MAX_ROW_PX = 64;
const SCROLLBAR_PX = 12;

/** States over time, a row for each series; what both the timeline and the history draw. */
export function StateRows({ options, merge, cellWidth, data, size, host }: StateRowsProps) {
  const { theme, timeZone } = host;
  const { bounds, frames } = data;
  const rows = useMemo(
    () => timelineRows(frames, merge, { theme, timeZone, nowMs: bounds.toMs }),
    [frames, merge, theme, timeZone, bounds.toMs],
  );
  const states = useMemo(() => legendStates(rows), [rows]);
  const { legend } = options;
  const split = splitLegend(insidePadding(size, TEXT_PADDING_PX), {
    show: legend.showLegend && legend.displayMode !== 'hidden',
    placement: legend.placement,
    table: legend.displayMode === 'table',
    names: states.map(({ text }) => text),
    values: 0,
  });
  const items = states.map(({ text, color }) => ({ id: text, name: text, color, texts: [] }));
  return (
    <LegendFrame
      split={split}
      legend={<SwatchLegend items={items} columns={[]} table={legend.displayMode === 'table'} hidden={new Set()} />}
    >
      <Rows rows={rows} options={options} cellWidth={cellWidth} bounds={bounds} size={split.drawing} host={host} />
    </LegendFrame>
  );
}

interface RowsProps extends Pick<StateRowsProps, 'options' | 'cellWidth' | 'size' | 'host'> {
  readonly rows: readonly TimelineRow[];
  readonly bounds: StateRowsProps['data']['bounds'];
}

/** All rows in the height there is, or scrolling where they would get too low to see. */
function Rows({ rows, options, cellWidth, bounds, size, host }: RowsProps) {
  const [hover, setHover] = useState<HoverPlace>();
  const room = size.height - TIME_AXIS_PX;
  const rowPx = Math.min(MAX_ROW_PX, Math.max(MIN_ROW_PX, room / Math.max(1, rows.length)));
  const scrolls = rowPx * rows.length > room + 1;
  const left = labelWidth(
    rows.map(({ name }) => name),
    size.width,
  );
  const width = Math.max(10, size.width - left - (scrolls ? SCROLLBAR_PX : 0));
  const plot = { left, top: 0, width, height: rowPx * rows.length };
  const xOf = (timeMs: number) => ((timeMs - bounds.fromMs) / (bounds.toMs - bounds.fromMs)) * width;
  const hovered = hover && rows[Math.floor(hover.y / rowPx)];
  const atMs = hover && bounds.fromMs + (hover.x / width) * (bounds.toMs - bounds.fromMs);
  const span = hovered && atMs !== undefined ? spanAt(hovered, atMs) : undefined;
  return (
    <div className={styles['scroller']} style={{ height: size.height }}>
      <TimeFrame
        plot={plot}
        bounds={bounds}
        timeZone={host.timeZone}
        labels={rows.map(({ id, name }, i) => ({ key: id, text: name, y: (i + 0.5) * rowPx }))}
        title={`States of ${rows.length} series over time`}
        onZoom={host.onZoom}
        onZoomOut={host.onZoomOut}
        crosshair={{ group: host.crosshairGroup, follows: host.crosshairMode !== 'off' }}
        onHover={setHover}
      >
        <svg width={width} height={plot.height} aria-hidden="true">
          {rows.map((row, i) => (
            <StateRow
              key={row.id}
              row={row}
              top={i * rowPx}
              rowPx={rowPx}
              widthPx={width}
              xOf={xOf}
              options={options}
              cellWidth={cellWidth}
              panelColor={tokens[host.theme].panel}
            />
          ))}
        </svg>
      </TimeFrame>
      {hover && hovered && span ? (
        <HoverTip at={hover} content={{ title: hovered.name, rows: [spanRow(span), timeRow(span, host.timeZone)] }} />
      ) : null}
    </div>
  );
}

function spanRow({ text, color, fromMs, toMs }: Span) {
  return { name: text, text: `for ${spanText(toMs - fromMs)}`, color };
}

function timeRow({ fromMs, toMs }: Span, timeZone: string) {
  return { name: 'since', text: formatInstant(fromMs, timeZone, { nowMs: toMs }) };
}

interface StateRowProps {
  readonly row: TimelineRow;
  readonly top: number;
  readonly rowPx: number;
  readonly widthPx: number;
  readonly xOf: (timeMs: number) => number;
  readonly options: RowsProps['options'];
  readonly cellWidth: number;
  readonly panelColor: string;
}

function StateRow({ row, top, rowPx, widthPx, xOf, options, cellWidth, panelColor }: StateRowProps) {
  const height = rowPx * options.rowHeight;
  const y = top + (rowPx - height) / 2;
  return row.spans.map((span) => {
    const start = Math.max(0, xOf(span.fromMs));
    const end = Math.min(widthPx, xOf(span.toMs));
    if (end <= 0 || start >= widthPx || end <= start) return null;
    const cellPx = (end - start) * cellWidth;
    const x = start + (end - start - cellPx) / 2;
    const fits = axisTextWidth(span.text.slice(0, 80)) + 10 <= cellPx && height >= 12;
    const showText = options.showValue === 'always' ? cellPx > 14 : options.showValue === 'auto' && fits;
    return (
      <g key={span.fromMs}>
        <rect
          x={x}
          y={y}
          width={Math.max(1, cellPx)}
          height={height}
          rx={cellPx > 6 ? 2 : 0}
          {...boxPaint(span.color, row.style)}
        />
        {showText ? (
          <StateText
            span={span}
            ground={seenColor(span.color, panelColor, row.style)}
            x={x}
            y={y + height / 2}
            widthPx={cellPx}
            align={options.alignValue}
          />
        ) : null}
      </g>
    );
  });
}

interface StateTextProps {
  readonly span: Span;
  /** What the text stands on. */
  readonly ground: string;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly align: TimelineOptions['alignValue'];
}

const ANCHORS = { left: 'start', center: 'middle', right: 'end' } as const;

function StateText({ span, ground, x, y, widthPx, align }: StateTextProps) {
  const at = align === 'left' ? x + 5 : align === 'right' ? x + widthPx - 5 : x + widthPx / 2;
  return (
    <text className={styles['text']} x={at} y={y} textAnchor={ANCHORS[align]} fill={readableText(ground)}>
      {span.text}
    </text>
  );
}
