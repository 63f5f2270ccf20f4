'use client';

import { AbsoluteRangeForm } from './AbsoluteRangeForm';
import { QUICK_RANGES } from './quickRanges';
import type { TimeRange } from './TimeRangeContext';
import classes from './timeRange.module.css';

interface RangeChoicesProps {
  readonly range: TimeRange;
  /** Called when a range was chosen. */
  readonly onDone: () => void;
}

/** Named ranges, and a form for any other. */
export function RangeChoices({ range, onDone }: RangeChoicesProps) {
  const pick = (text: TimeRange['text']) => {
    range.setText(text);
    onDone();
  };
  return (
    <>
      <div className={classes.quick}>
        {QUICK_RANGES.map(({ from, to, label }) => {
          const chosen = from === range.text.from && to === range.text.to;
          return (
            <button
              key={label}
              type="button"
              className={classes.item}
              aria-pressed={chosen}
              data-autofocus={chosen || undefined}
              onClick={() => pick({ from, to })}
            >
              {label}
            </button>
          );
        })}
      </div>
      <AbsoluteRangeForm onApply={pick} />
    </>
  );
}
