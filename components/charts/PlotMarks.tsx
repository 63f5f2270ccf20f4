'use client';

import { withAlpha } from '@/lib/dashboard/colorMath';
import { resolveColor } from '@/lib/dashboard/colors';
import type { Theme } from '@/lib/dashboard/palette';
import { absoluteSteps, DEFAULT_THRESHOLDS } from '@/lib/dashboard/thresholds';
import { type ChartModel, yToPx } from './chartModel';
import styles from './plotMarks.module.css';

interface Mark {
  readonly key: string;
  readonly color: string;
  readonly top: number;
  readonly height: number;
  readonly type: 'line' | 'dashed' | 'area';
}

/** Thresholds of the first series of each axis that shows them; others would only draw the same again. */
function thresholdMarks(model: ChartModel, theme: Theme): Mark[] {
  const { top, height } = model.plot;
  const clamp = (y: number) => Math.min(top + height, Math.max(top, y));
  return model.axes.flatMap((axis, axisIndex) => {
    const index = model.series.findIndex(
      (one, i) => model.axisOf[i] === axisIndex && one.style.thresholdsStyle.mode !== 'off',
    );
    const owner = model.series[index];
    if (!owner) return [];
    const { mode } = owner.style.thresholdsStyle;
    const { config } = owner.field;
    const bounds = { min: config.min ?? axis.min, max: config.max ?? axis.max };
    const steps = absoluteSteps(config.thresholds ?? DEFAULT_THRESHOLDS, bounds);
    return steps.flatMap((step, i): Mark[] => {
      const color = resolveColor(step.color, theme);
      const bottomY = step.value === Number.NEGATIVE_INFINITY ? top + height : yToPx(model, axisIndex, step.value);
      const nextValue = steps[i + 1]?.value;
      const topY = nextValue === undefined ? top : yToPx(model, axisIndex, nextValue);
      const marks: Mark[] = [];
      if (mode.includes('area') && step.color !== 'transparent') {
        const from = clamp(topY);
        marks.push({ key: `a${axisIndex}.${i}`, color, top: from, height: clamp(bottomY) - from, type: 'area' });
      }
      const lined = mode === 'line' || mode === 'line+area' ? 'line' : mode.startsWith('dashed') ? 'dashed' : undefined;
      if (lined && i > 0 && bottomY >= top && bottomY <= top + height) {
        marks.push({ key: `l${axisIndex}.${i}`, color, top: bottomY, height: 1, type: lined });
      }
      return marks;
    });
  });
}

/** `out (-) / in (+)` as two captions at the ends it speaks of; any other label stands at the top. */
function captions(label: string): { top: string; bottom: string } {
  const [first, second] = label.split(/\s*[/|]\s*/);
  const negative = /^(.*?)\s*\((?:-|–|−)\)$/;
  const positive = /^(.*?)\s*\(\+\)$/;
  const down = negative.exec(first ?? '')?.[1] ?? negative.exec(second ?? '')?.[1];
  const up = positive.exec(first ?? '')?.[1] ?? positive.exec(second ?? '')?.[1];
  return down !== undefined && up !== undefined ? { top: up, bottom: down } : { top: label, bottom: '' };
}

interface PlotMarksProps {
  readonly model: ChartModel;
  readonly theme: Theme;
}

/** Zero line, thresholds and axis captions: thin DOM over the canvas. */
export function PlotMarks({ model, theme }: PlotMarksProps) {
  const { left, top, width, height } = model.plot;
  const zeroY = model.axes[0]?.logBase === undefined ? yToPx(model, 0, 0) : Number.NaN;
  const hasZero = zeroY >= top && zeroY <= top + height + 0.5;
  return (
    <div className={styles['layer']} aria-hidden="true">
      {hasZero && <div className={styles['zero']} style={{ left, width, top: Math.round(zeroY) }} />}
      {thresholdMarks(model, theme).map((mark) => (
        <div
          key={mark.key}
          className={styles[mark.type]}
          style={{
            left,
            width,
            top: mark.top,
            ...(mark.type === 'area'
              ? { height: mark.height, background: withAlpha(mark.color, 0.07) }
              : { borderTopColor: mark.color }),
          }}
        />
      ))}
      {model.axes.map((axis, i) => {
        if (axis.label === '' || axis.side === 'hidden') return null;
        const { top: above, bottom: below } = captions(axis.label);
        const side = axis.side === 'left' ? { left: left + 6 } : { right: model.size.width - left - width + 6 };
        const key = `${axis.side}${i}`;
        return (
          <div key={key}>
            <span className={styles['caption']} style={{ ...side, top: top + 1 }}>
              {above}
            </span>
            {below !== '' && (
              <span className={styles['caption']} style={{ ...side, top: top + height - 17 }}>
                {below}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
