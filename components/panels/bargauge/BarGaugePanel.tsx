'use client';

import { type CSSProperties, useMemo } from 'react';
import { axisTextWidth } from '@/components/charts/measureText';
import { tokens } from '@/components/charts/tokens';
import { readableOn } from '@/lib/dashboard/colorMath';
import { NoValues } from '../NoValues';
import { insidePadding, panelPadding, TEXT_PADDING_PX } from '../padding';
import type { PanelProps } from '../panelType';
import { type ReducedValue, reducedValues } from '../reducedValues';
import { statColors } from '../statColors';
import { ValueLinks } from '../ValueLinks';
import { barBackground, fillShare, lcdCells, thresholdMarks } from './barFill';
import styles from './bargauge.module.css';
import type { BarGaugeOptions } from './options';

const ROW_MIN_PX = 24;
const NAME_TOP_MIN_PX = 40;
const LCD_CELL_PX = 10;
const MAX_LCD_CELLS = 60;

interface BarProps {
  readonly value: ReducedValue;
  readonly options: BarGaugeOptions;
  readonly theme: 'dark' | 'light';
  /** Length in CSS pixels, for the number of LCD cells. */
  readonly lengthPx: number;
  readonly vertical: boolean;
}

function Bar({ value, options, theme, lengthPx, vertical }: BarProps) {
  const { displayMode, showUnfilled } = options;
  const along = vertical ? 'height' : 'width';
  if (displayMode === 'lcd') {
    const count = Math.max(4, Math.min(MAX_LCD_CELLS, Math.floor(lengthPx / LCD_CELL_PX)));
    const cells = lcdCells(value, count, theme);
    return (
      <div className={`${styles['lcd']} ${vertical ? styles['lcdUp'] : ''}`}>
        {cells.map(({ color, lit }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cells are places and have no other name
          <i key={i} style={{ background: lit || showUnfilled ? color : 'transparent' }} />
        ))}
      </div>
    );
  }
  const fill: CSSProperties = {
    [along]: `${(fillShare(value) * 100).toFixed(2)}%`,
    background: barBackground(value, displayMode, vertical ? '0deg' : '90deg', theme),
  };
  return (
    <div className={vertical ? styles['trackUp'] : styles['track']} data-unfilled={showUnfilled}>
      <div className={styles['fill']} style={fill} />
      {thresholdMarks(value).map((mark) => (
        <i key={mark} className={styles['mark']} style={{ [vertical ? 'bottom' : 'left']: `${mark * 100}%` }} />
      ))}
    </div>
  );
}

function ValueText({ value, options, theme }: Omit<BarProps, 'lengthPx' | 'vertical'>) {
  const { prefix, text, suffix } = value.display;
  const colors = statColors(value, 'value', theme);
  const plain = options.valueMode === 'text' ? tokens[theme].strong : readableOn(colors.value, tokens[theme].panel);
  return (
    <span className={styles['value']} style={{ color: plain }}>
      {colors.alert && (
        <span role="img" aria-label="Past a threshold">
          ⚠{' '}
        </span>
      )}
      {prefix}
      {text}
      {suffix}
    </span>
  );
}

/** Bars between the bounds of their values, horizontal or vertical. */
export function BarGaugePanel({ options, data, host, ...props }: PanelProps<BarGaugeOptions>) {
  const { theme, timeZone } = host;
  const size = insidePadding(props.size, TEXT_PADDING_PX);
  const nowMs = data.bounds.toMs;
  const values = useMemo(
    () => reducedValues(data.frames, options.reduceOptions, { theme, timeZone, nowMs }),
    [data.frames, options.reduceOptions, theme, timeZone, nowMs],
  );
  const { orientation, valueMode, namePlacement, maxVizHeight } = options;
  const vertical =
    orientation === 'vertical' || (orientation === 'auto' && size.width > size.height * 1.6 && values.length < 12);
  const showValue = valueMode !== 'hidden';
  const showName = namePlacement !== 'hidden';
  const bar = { options, theme, vertical };
  if (values.length === 0) return <NoValues options={options.reduceOptions} />;
  if (vertical) {
    return (
      <div className={styles['columns']} style={panelPadding(TEXT_PADDING_PX)}>
        {values.map((value) => (
          <div key={value.id} className={styles['column']} style={{ minWidth: Math.max(8, options.minVizWidth) }}>
            {showValue && <ValueText value={value} options={options} theme={theme} />}
            <Bar value={value} lengthPx={size.height - 44} {...bar} />
            {showName && (
              <span className={styles['name']} title={value.name}>
                {value.name}
              </span>
            )}
            <ValueLinks links={host.linksAt(value.place)} />
          </div>
        ))}
      </div>
    );
  }
  const rowHeight = size.height / Math.max(1, values.length);
  const nameAbove =
    namePlacement === 'top' || (namePlacement === 'auto' && size.width < 260 && rowHeight >= NAME_TOP_MIN_PX);
  const nameWidth = Math.min(
    size.width * 0.4,
    values.reduce((most, { name }) => Math.max(most, axisTextWidth(name.slice(0, 60)) * 1.12 + 4), 30),
  );
  return (
    <div className={styles['rows']} style={panelPadding(TEXT_PADDING_PX)}>
      {values.map((value) => (
        <div
          key={value.id}
          className={nameAbove ? styles['rowNameAbove'] : styles['row']}
          style={{
            minHeight: Math.max(ROW_MIN_PX, options.minVizHeight),
            maxHeight: Math.max(ROW_MIN_PX, maxVizHeight),
          }}
        >
          {showName && (
            <span className={styles['name']} style={nameAbove ? undefined : { width: nameWidth }} title={value.name}>
              {value.name}
            </span>
          )}
          <div className={styles['barAndValue']}>
            <Bar value={value} lengthPx={size.width - (nameAbove || !showName ? 90 : nameWidth + 90)} {...bar} />
            {showValue && <ValueText value={value} options={options} theme={theme} />}
          </div>
          <ValueLinks links={host.linksAt(value.place)} />
        </div>
      ))}
    </div>
  );
}
