import { numberFields } from '@/lib/dashboard/fieldConfig';
import type { Frame } from '@/lib/dashboard/frame';

/** What suggestions of panel types look at. */
export interface DataShape {
  readonly series: number;
  readonly numbers: number;
  readonly texts: number;
  /** Rows of the longest frame. */
  readonly rows: number;
  /** Every frame is a time column with numbers beside it, and some have more than one sample. */
  readonly overTime: boolean;
}

export function dataShape(frames: readonly Frame[]): DataShape {
  const filled = frames.filter((frame) => frame.length > 0);
  const rows = filled.reduce((most, frame) => Math.max(most, frame.length), 0);
  const texts = filled.reduce((sum, frame) => sum + frame.fields.filter(({ type }) => type === 'string').length, 0);
  const timed = filled.every((frame) => frame.fields.some(({ type }) => type === 'time'));
  return {
    series: filled.length,
    numbers: numberFields(filled).length,
    texts,
    rows,
    overTime: filled.length > 0 && timed && texts === 0 && rows > 1,
  };
}
