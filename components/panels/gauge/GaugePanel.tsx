'use client';

import { useMemo } from 'react';
import { Chart } from '@/components/charts/Chart';
import { NoValues } from '../NoValues';
import { insidePadding, panelPadding, TEXT_PADDING_PX } from '../padding';
import type { PanelHost, PanelProps } from '../panelType';
import { type ReducedValue, reducedValues } from '../reducedValues';
import { tileGrid } from '../tileGrid';
import { ValueLinks } from '../ValueLinks';
import styles from './gauge.module.css';
import { gaugeOption, thresholdLabels } from './gaugeOption';
import type { GaugeOptions } from './options';

const GAP_PX = 8;
const NAME_PX = 18;

interface GaugeProps {
  readonly value: ReducedValue;
  readonly options: GaugeOptions;
  readonly host: PanelHost;
  readonly width: number;
  readonly height: number;
  readonly showName: boolean;
}

function Gauge({ value, options, host, width, height, showName }: GaugeProps) {
  const { theme } = host;
  const chartHeight = Math.max(20, height - (showName ? NAME_PX : 0));
  const option = useMemo(
    () => gaugeOption({ value, options, theme, width, height: chartHeight }),
    [value, options, theme, width, chartHeight],
  );
  const labels = options.showThresholdLabels
    ? thresholdLabels({ value, options, theme, width, height: chartHeight })
    : [];
  const { prefix, text, suffix } = value.display;
  return (
    <figure className={styles['gauge']} style={{ width }} aria-label={`${value.name}: ${prefix}${text}${suffix}`}>
      <Chart option={option} width={width} height={chartHeight} />
      {labels.map((label) => (
        <span
          key={label.text}
          className={styles['label']}
          style={{
            left: label.x,
            top: label.y,
            transform: `translate(${-100 * label.anchorX}%, ${-100 * label.anchorY}%)`,
          }}
        >
          {label.text}
        </span>
      ))}
      {showName && (
        <figcaption className={styles['name']} title={value.name}>
          {value.name}
        </figcaption>
      )}
      <ValueLinks links={host.linksAt(value.place)} />
    </figure>
  );
}

/** Values on arcs between their bounds. */
export function GaugePanel({ options, data, size, host }: PanelProps<GaugeOptions>) {
  const { theme, timeZone } = host;
  const nowMs = data.bounds.toMs;
  const values = useMemo(
    () => reducedValues(data.frames, options.reduceOptions, { theme, timeZone, nowMs }),
    [data.frames, options.reduceOptions, theme, timeZone, nowMs],
  );
  const grid = tileGrid(values.length, insidePadding(size, TEXT_PADDING_PX), {
    orientation: options.orientation,
    gapPx: GAP_PX,
    aspect: 1.25,
    minHeight: options.minVizHeight,
  });
  if (values.length === 0) return <NoValues options={options.reduceOptions} />;
  return (
    <div
      className={styles['grid']}
      style={{ ...panelPadding(TEXT_PADDING_PX), gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))` }}
    >
      {values.map((value) => (
        <Gauge
          key={value.id}
          value={value}
          options={options}
          host={host}
          width={Math.floor(grid.width)}
          height={Math.floor(grid.height)}
          showName={values.length > 1 || value.field.config.displayName !== undefined}
        />
      ))}
    </div>
  );
}
