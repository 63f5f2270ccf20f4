'use client';

import { useMemo } from 'react';
import { previousValue } from '@/lib/dashboard/reduce';
import { formatText } from '@/lib/format/formatValue';
import { fitFontSize } from '../fitText';
import { NoValues } from '../NoValues';
import type { PanelHost, PanelProps, TimeBounds } from '../panelType';
import { type ReducedValue, reducedValues } from '../reducedValues';
import { Sparkline } from '../Sparkline';
import { type StatColors, statColors } from '../statColors';
import { tileGrid } from '../tileGrid';
import { ValueLinks } from '../ValueLinks';
import type { StatOptions } from './options';
import styles from './stat.module.css';

const GAP_PX = 4;
const PADDING_PX = 12;
const MAX_VALUE_PX = 64;
const MIN_GRAPH_HEIGHT = 56;
/** Room for the change and the sign beside the value. */
const CHANGE_PX = 66;
const SIGN_PX = 23;
/** Share of a tile's height that one line of the value takes. */
const VALUE_SHARE = 0.4;

interface TileProps {
  readonly value: ReducedValue;
  readonly options: StatOptions;
  readonly size: { readonly width: number; readonly height: number };
  readonly bounds: TimeBounds;
  readonly host: PanelHost;
  readonly showName: boolean;
}

function PercentChange({ value, options, colors }: { value: ReducedValue; options: StatOptions; colors: StatColors }) {
  const before = previousValue(value.field);
  const now = value.display.value;
  if (!options.showPercentChange || before === null || now === null || before === 0) return null;
  const change = (now - before) / Math.abs(before);
  const good = options.percentChangeColorMode === 'inverted' ? change < 0 : change > 0;
  const standard = change === 0 ? 'var(--muted)' : good ? 'var(--ok)' : 'var(--crit)';
  const color = options.percentChangeColorMode === 'same_as_value' ? colors.value : standard;
  return (
    <span className={styles['change']} style={{ color }}>
      {change > 0 ? '▲' : change < 0 ? '▼' : ''} {formatText(Math.abs(change), { unit: 'percentunit', decimals: 1 })}
    </span>
  );
}

function AlertSign() {
  return (
    <svg className={styles['sign']} viewBox="0 0 16 16" role="img" aria-label="Past a threshold">
      <path d="M8 2.2 14.6 13.6H1.4Z M8 6.4v3.2 M8 11.4v.6" fill="none" stroke="currentColor" strokeLinejoin="round" />
    </svg>
  );
}

function valueFontSize({ value, options, size, showName }: TileProps): number {
  const { prefix, text, suffix } = value.display;
  const asked = options.text.valueSize;
  if (asked) return asked;
  const height = showName ? size.height * 0.75 : size.height;
  const room = Math.max(18, Math.min(MAX_VALUE_PX, height * VALUE_SHARE));
  // The unit is drawn at a little over half the size of the number.
  const widths = prefix + text + suffix.slice(0, Math.ceil(suffix.length * 0.6));
  const beside = (options.showPercentChange ? CHANGE_PX : 0) + (value.display.thresholdStep > 0 ? SIGN_PX : 0);
  return fitFontSize(widths, size.width - 2 * PADDING_PX - beside, Math.round(room), 9);
}

/** A tile lower than this has room for its value only; its name is in the tooltip. */
const NAMED_MIN_PX = 44;

function StatTile(props: TileProps) {
  const { value, options, size, bounds, host, showName } = props;
  const { display, field, times } = value;
  const colors = statColors(value, options.colorMode, host.theme);
  const fontSize = valueFontSize(props);
  const hasGraph =
    options.graphMode !== 'none' && times !== undefined && times.length > 1 && size.height >= MIN_GRAPH_HEIGHT;
  const graphHeight = Math.floor(size.height - fontSize * 1.25 - (showName ? 18 : 0) - 6);
  const centered = options.justifyMode === 'center';
  const background =
    colors.background === undefined
      ? {}
      : { background: colors.background, '--panel': colors.background, color: colors.value };
  return (
    <div
      className={`${styles['tile']} ${centered ? styles['centered'] : ''} ${hasGraph ? '' : styles['noGraph']}`}
      style={{ width: size.width, height: size.height, ...background }}
    >
      <div className={styles['texts']}>
        {showName && (
          <div className={styles['name']} title={value.name} style={{ fontSize: options.text.titleSize }}>
            {value.name}
          </div>
        )}
        {options.textMode !== 'name' && options.textMode !== 'none' && (
          <div className={styles['line']}>
            <span
              className={styles['value']}
              style={{ fontSize, color: colors.value }}
              title={`${showName || value.name === '' ? '' : `${value.name}: `}${display.prefix}${display.text}${display.suffix}`}
            >
              {display.prefix}
              {display.text}
              <span className={styles['unit']} style={{ fontSize: Math.round(fontSize * 0.54), color: colors.unit }}>
                {display.suffix}
              </span>
            </span>
            {colors.alert && (
              <span style={{ color: colors.value }}>
                <AlertSign />
              </span>
            )}
            <PercentChange value={value} options={options} colors={colors} />
          </div>
        )}
      </div>
      {hasGraph && times && graphHeight > 14 && (
        <div className={styles['graph']}>
          <Sparkline
            field={field}
            times={times}
            bounds={bounds}
            color={colors.line}
            area={options.graphMode === 'area'}
            width={Math.floor(size.width)}
            height={Math.min(graphHeight, Math.floor(size.height * 0.5))}
          />
        </div>
      )}
      <ValueLinks links={host.linksAt(value.place)} />
    </div>
  );
}

/** Big numbers, each with an optional sparkline beneath. */
export function StatPanel({ options, data, size, host }: PanelProps<StatOptions>) {
  const { theme, timeZone } = host;
  const nowMs = data.bounds.toMs;
  const values = useMemo(
    () => reducedValues(data.frames, options.reduceOptions, { theme, timeZone, nowMs }),
    [data.frames, options.reduceOptions, theme, timeZone, nowMs],
  );
  const grid = tileGrid(values.length, size, {
    orientation: options.orientation,
    gapPx: GAP_PX,
    aspect: 2.4,
    minHeight: 36,
  });
  const { textMode } = options;
  if (values.length === 0) return <NoValues options={options.reduceOptions} />;
  const named = textMode === 'name' || textMode === 'value_and_name' || (textMode === 'auto' && values.length > 1);
  return (
    <div className={styles['grid']} style={{ gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))` }}>
      {values.map((value) => (
        <StatTile
          key={value.id}
          value={value}
          options={options}
          size={{ width: grid.width, height: grid.height }}
          bounds={data.bounds}
          host={host}
          showName={named && (textMode !== 'auto' || grid.height >= NAMED_MIN_PX)}
        />
      ))}
    </div>
  );
}
