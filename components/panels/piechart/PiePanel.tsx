'use client';

import { type PointerEvent, useMemo, useState } from 'react';
import { HoverTip } from '@/components/charts/HoverTip';
import { toggleSeries } from '@/components/charts/legendItems';
import { SwatchLegend } from '@/components/charts/SwatchLegend';
import { readableText } from '@/lib/dashboard/readableText';
import { LegendFrame } from '../LegendFrame';
import { insidePadding, TEXT_PADDING_PX } from '../padding';
import type { PanelProps } from '../panelType';
import { reducedValues } from '../reducedValues';
import { splitLegend } from '../splitLegend';
import type { PieOptions } from './options';
import styles from './pie.module.css';
import { percentText, type Slice, slicePath, slices, sliceValues } from './slices';

const NONE: ReadonlySet<string> = new Set();

/** Shares of a whole, as a pie or a ring. */
export function PiePanel({ options, data, size, host }: PanelProps<PieOptions>) {
  const { theme, timeZone } = host;
  const [hidden, setHidden] = useState(NONE);
  const values = useMemo(() => {
    const context = { theme, timeZone, nowMs: data.bounds.toMs };
    return sliceValues(reducedValues(data.frames, options.reduceOptions, context), options.sort);
  }, [data, options, theme, timeZone]);
  const shown = useMemo(() => slices(values.filter(({ id }) => !hidden.has(id))), [values, hidden]);
  const all = useMemo(() => slices(values), [values]);
  const { legend } = options;
  const split = splitLegend(insidePadding(size, TEXT_PADDING_PX), {
    show: legend.showLegend && legend.displayMode !== 'hidden',
    placement: legend.placement,
    table: legend.displayMode === 'table',
    names: all.map(({ name }) => name),
    values: legend.values.length,
  });
  const items = all.map(({ id, name, color, text, share }) => ({
    id,
    name,
    color,
    texts: legend.values.map((value) => (value === 'percent' ? percentText(share) : text)),
  }));
  return (
    <LegendFrame
      split={split}
      legend={
        <SwatchLegend
          items={items}
          columns={legend.values.map((value) => (value === 'percent' ? 'Percent' : 'Value'))}
          table={legend.displayMode === 'table'}
          hidden={hidden}
          onToggle={(id, single) => {
            const ids = all.map((slice) => slice.id);
            setHidden(toggleSeries(hidden, ids, id, single));
          }}
        />
      }
    >
      <Pie slices={shown} options={options} size={split.drawing} />
    </LegendFrame>
  );
}

interface PieProps {
  readonly slices: readonly Slice[];
  readonly options: PieOptions;
  readonly size: { readonly width: number; readonly height: number };
}

function Pie({ slices: shown, options, size }: PieProps) {
  const [over, setOver] = useState<{ slice: Slice; clientX: number; clientY: number }>();
  const radius = Math.max(4, Math.min(size.width, size.height) / 2 - 4);
  const inner = options.pieType === 'donut' ? radius * 0.62 : 0;
  const move = (slice: Slice) => (event: PointerEvent) =>
    setOver({ slice, clientX: event.clientX, clientY: event.clientY });
  const summary = shown.map(({ name, share }) => `${name} ${percentText(share)}`).join(', ');
  return (
    <>
      <svg
        width={size.width}
        height={size.height}
        viewBox={`${-size.width / 2} ${-size.height / 2} ${size.width} ${size.height}`}
        role="img"
        aria-label={summary}
        onPointerLeave={() => setOver(undefined)}
      >
        {shown.map((slice) => (
          <path
            key={slice.id}
            d={slicePath(slice, radius, inner)}
            fill={slice.color}
            fillRule="evenodd"
            className={styles['slice']}
            data-faded={over !== undefined && over.slice.id !== slice.id ? true : undefined}
            onPointerMove={move(slice)}
          />
        ))}
        {shown.map((slice) => (
          <SliceLabel key={slice.id} slice={slice} labels={options.displayLabels} radius={radius} inner={inner} />
        ))}
      </svg>
      {over === undefined ? null : (
        <HoverTip
          at={over}
          content={{
            title: over.slice.name,
            rows: [{ name: percentText(over.slice.share), text: over.slice.text, color: over.slice.color }],
          }}
        />
      )}
    </>
  );
}

interface SliceLabelProps {
  readonly slice: Slice;
  readonly labels: PieOptions['displayLabels'];
  readonly radius: number;
  readonly inner: number;
}

const LINE_PX = 14;

/** Texts on a slice that is wide enough for them. */
function SliceLabel({ slice, labels, radius, inner }: SliceLabelProps) {
  const texts = [...new Set(labels)].map((label) =>
    label === 'percent' ? percentText(slice.share) : label === 'name' ? slice.name : slice.text,
  );
  const middle = (slice.start + slice.end) / 2;
  const away = inner > 0 ? (radius + inner) / 2 : radius * 0.66;
  const roomPx = Math.min(radius - inner, (slice.end - slice.start) * away);
  if (texts.length === 0 || roomPx < 28) return null;
  const y = -Math.cos(middle) * away - ((texts.length - 1) * LINE_PX) / 2;
  return (
    <text className={styles['label']} fill={readableText(slice.color)} textAnchor="middle">
      {texts.map((text, i) => (
        <tspan key={text} x={Math.sin(middle) * away} y={y + i * LINE_PX + 4}>
          {text.length > 18 ? `${text.slice(0, 17)}…` : text}
        </tspan>
      ))}
    </text>
  );
}
