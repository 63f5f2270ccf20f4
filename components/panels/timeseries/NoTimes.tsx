import { numberFields } from '@/lib/dashboard/fieldConfig';
import type { Frame } from '@/lib/dashboard/frame';
import { PanelNote } from '../PanelNote';

/** There is data, and none of it has a place in time. */
export function NoTimes({ frames }: { readonly frames: readonly Frame[] }) {
  if (numberFields(frames).length === 0) {
    return (
      <PanelNote title="No number to draw">
        The data holds no numbers. Show it as a table, or convert a field to numbers by a transformation.
      </PanelNote>
    );
  }
  return (
    <PanelNote title="No time to draw along">
      The data has no time field, as after a reduce or a table query. Show it as a table, bar chart or stat, or take out
      the transformation that drops the time.
    </PanelNote>
  );
}
