'use client';

import { type PointerEvent, useState } from 'react';
import { HoverTip } from '@/components/charts/HoverTip';
import { axisTextWidth } from '@/components/charts/measureText';
import { linearTicks, niceBounds } from '@/components/charts/valueTicks';
import { formatTicks } from '@/lib/format/formatTicks';
import { boxPaint } from '../boxStyle';
import type { BarGroup, BarModel } from './barModel';
import styles from './bars.module.css';

interface BarDrawingProps {
  readonly model: BarModel;
  readonly size: { readonly width: number; readonly height: number };
  readonly horizontal: boolean;
  readonly stacked: boolean;
  readonly unit: string | undefined;
  readonly showValue: 'auto' | 'always' | 'never';
  readonly groupWidth: number;
  readonly barWidth: number;
  /** What the bars show, for who cannot see them. */
  readonly title: string;
}

const LINE_PX = 18;
const MAX_NAME_PX = 160;

/** Bars with their two axes. Positions along the groups and along the values change places when lying. */
export function BarDrawing(props: BarDrawingProps) {
  const { model, size, horizontal, unit } = props;
  const [hover, setHover] = useState<{ group: BarGroup; clientX: number; clientY: number }>();
  const maxTicks = Math.max(2, Math.min(6, Math.floor(horizontal ? size.width / 70 : size.height / 30)));
  const nice = niceBounds(model.min, model.max, { maxTicks, binary: false });
  const ticks = linearTicks(nice.min, nice.max, { maxTicks, binary: false });
  const texts = formatTicks(ticks, unit, { timeZone: 'utc' });
  const names = model.groups.map(({ name }) => name);
  const tickPx = Math.max(...texts.map(axisTextWidth), 10) + 8;
  const namePx = Math.min(
    MAX_NAME_PX,
    Math.max(...names.slice(0, 200).map((name) => axisTextWidth(name.slice(0, 60))), 10) + 8,
  );
  const left = horizontal ? namePx : tickPx;
  const plot = {
    left,
    top: 8,
    width: Math.max(10, size.width - left - 8),
    height: Math.max(10, size.height - LINE_PX - 10),
  };
  const valuePx = horizontal ? plot.width : plot.height;
  const along = (value: number) => ((value - nice.min) / (nice.max - nice.min || 1)) * valuePx;
  const onMove = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = horizontal
      ? (event.clientY - box.top - plot.top) / plot.height
      : (event.clientX - box.left - plot.left) / plot.width;
    const group = model.groups[Math.floor(share * model.groups.length)];
    setHover(group && { group, clientX: event.clientX, clientY: event.clientY });
  };
  return (
    <>
      <svg
        width={size.width}
        height={size.height}
        role="img"
        aria-label={props.title}
        onPointerMove={onMove}
        onPointerLeave={() => setHover(undefined)}
      >
        <g transform={`translate(${plot.left} ${plot.top})`}>
          {ticks.map((tick, i) => (
            <ValueTick
              key={tick}
              at={along(tick)}
              text={texts[i] ?? ''}
              zero={tick === 0}
              plot={plot}
              horizontal={horizontal}
            />
          ))}
          {model.groups.map((group, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names of groups may repeat
            <Group key={i} {...props} group={group} index={i} plot={plot} along={along} />
          ))}
        </g>
      </svg>
      {hover === undefined ? null : (
        <HoverTip
          at={hover}
          content={{
            title: hover.group.name,
            rows: hover.group.bars.slice(0, 20).map(({ seriesId, text, color }) => ({
              name: model.series.find(({ id }) => id === seriesId)?.name ?? '',
              text,
              color,
            })),
          }}
        />
      )}
    </>
  );
}

type Plot = { readonly width: number; readonly height: number };

function ValueTick(props: {
  readonly at: number;
  readonly text: string;
  readonly zero: boolean;
  readonly plot: Plot;
  readonly horizontal: boolean;
}) {
  const { at, text, zero, plot, horizontal } = props;
  const [x, y] = horizontal ? [at, plot.height + 14] : [-7, plot.height - at];
  return (
    <>
      <line
        className={zero ? styles['zero'] : styles['grid']}
        x1={horizontal ? at : 0}
        x2={horizontal ? at : plot.width}
        y1={horizontal ? 0 : plot.height - at}
        y2={horizontal ? plot.height : plot.height - at}
      />
      <text className={styles['axis']} x={x} y={y} textAnchor={horizontal ? 'middle' : 'end'} dy={horizontal ? 0 : 4}>
        {text}
      </text>
    </>
  );
}

interface GroupProps extends BarDrawingProps {
  readonly group: BarGroup;
  readonly index: number;
  readonly plot: Plot;
  readonly along: (value: number) => number;
}

function Group({ model, group, index, plot, along, horizontal, stacked, groupWidth, barWidth, showValue }: GroupProps) {
  const slot = (horizontal ? plot.height : plot.width) / model.groups.length;
  const barsPx = slot * groupWidth;
  const lanes = stacked ? 1 : Math.max(1, model.series.length);
  const lanePx = barsPx / lanes;
  const thick = Math.max(1, lanePx * barWidth);
  const start = index * slot + (slot - barsPx) / 2;
  return (
    <>
      <GroupName
        name={group.name}
        index={index}
        center={(index + 0.5) * slot}
        slot={slot}
        plot={plot}
        horizontal={horizontal}
      />
      {group.bars.map((bar) => {
        const place = model.series.findIndex(({ id }) => id === bar.seriesId);
        const style = model.series[place]?.style ?? { fillOpacity: 100, lineWidth: 0 };
        const lane = stacked ? 0 : place;
        const across = start + lane * lanePx + (lanePx - thick) / 2;
        const [low, high] = [Math.min(along(bar.from), along(bar.to)), Math.max(along(bar.from), along(bar.to))];
        const box = horizontal
          ? { x: low, y: across, width: Math.max(1, high - low), height: thick }
          : { x: across, y: plot.height - high, width: thick, height: Math.max(1, high - low) };
        const textPx = axisTextWidth(bar.text);
        const room = horizontal ? plot.width - high : box.y + 8;
        const fits = horizontal ? thick >= 11 && room > textPx + 6 : thick + 4 >= textPx && room > 12;
        const shows = !stacked && showValue !== 'never' && (fits || showValue === 'always');
        return (
          <g key={bar.seriesId}>
            <rect
              {...box}
              rx={Math.min(2, thick / 4)}
              {...boxPaint(bar.color, thick < 4 ? { ...style, lineWidth: 0 } : style)}
            />
            {shows ? (
              <text
                className={styles['value']}
                x={horizontal ? high + 4 : across + thick / 2}
                y={horizontal ? across + thick / 2 + 4 : box.y - 4}
                textAnchor={horizontal ? 'start' : 'middle'}
              >
                {bar.text}
              </text>
            ) : null}
          </g>
        );
      })}
    </>
  );
}

/** Slots narrower than this share a name, as ticks of an axis do. */
const MIN_NAME_PX = 28;
const SHARED_NAME_PX = 56;
const MIN_ROW_PX = 10;

/** One in so many groups has its name written. */
function nameStride(slot: number, horizontal: boolean): number {
  if (horizontal) return slot < MIN_ROW_PX ? Math.ceil((2 * MIN_ROW_PX) / slot) : 1;
  return slot < MIN_NAME_PX ? Math.ceil(SHARED_NAME_PX / slot) : 1;
}

function GroupName(props: {
  readonly name: string;
  readonly index: number;
  readonly center: number;
  readonly slot: number;
  readonly plot: Plot;
  readonly horizontal: boolean;
}) {
  const { name, index, center, slot, plot, horizontal } = props;
  const stride = nameStride(slot, horizontal);
  if (index % stride !== 0) return null;
  const room = horizontal ? MAX_NAME_PX : slot * stride - 4;
  const most = Math.max(
    2,
    Math.floor((room / Math.max(1, axisTextWidth(name.slice(0, 80)))) * Math.min(80, name.length)),
  );
  const text = name.length > most ? `${name.slice(0, most - 1)}…` : name;
  return (
    <text
      className={styles['axis']}
      x={horizontal ? -7 : center}
      y={horizontal ? center : plot.height + 14}
      dy={horizontal ? 4 : 0}
      textAnchor={horizontal ? 'end' : 'middle'}
    >
      <title>{name}</title>
      {text}
    </text>
  );
}
