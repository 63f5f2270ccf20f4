import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { fieldDisplayName } from '@/lib/dashboard/displayName';
import type { Field, Frame } from '@/lib/dashboard/frame';
import { formatText } from '@/lib/format/formatValue';
import { formatAbsolute } from '@/lib/time/formatTime';
import classes from './transformations.module.css';

const MAX_FRAMES = 3;
const MAX_FIELDS = 8;
const MAX_ROWS = 5;

/** The frames that enter a step and those that leave it, the beginning of each. */
export function DebugFrames({
  input,
  output,
}: {
  readonly input: readonly Frame[];
  readonly output: readonly Frame[];
}) {
  return (
    <div className={classes.debug}>
      <Side title="In" frames={input} />
      <Side title="Out" frames={output} />
    </div>
  );
}

function Side({ title, frames }: { readonly title: string; readonly frames: readonly Frame[] }) {
  return (
    <section className={classes.side} aria-label={title}>
      <h3>
        {title}: {frames.length === 1 ? '1 frame' : `${frames.length} frames`}
      </h3>
      {frames.slice(0, MAX_FRAMES).map((frame, index) => (
        // Frames have no name that is unique.
        // biome-ignore lint/suspicious/noArrayIndexKey: they stay in their order
        <FrameTable key={index} frame={frame} />
      ))}
      {frames.length > MAX_FRAMES ? <p>+ {frames.length - MAX_FRAMES} more frames</p> : null}
    </section>
  );
}

function FrameTable({ frame }: { readonly frame: Frame }) {
  const { timeZone } = useTimeRange();
  const fields = frame.fields.slice(0, MAX_FIELDS);
  const rows = Array.from({ length: Math.min(MAX_ROWS, frame.length) }, (_, row) => row);
  const more = frame.fields.length - fields.length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.small} tabIndex={0} aria-label={`Frame ${frame.name || frame.refId}`}>
      <table>
        <caption>
          {frame.refId}
          {frame.name === '' || frame.name === frame.refId ? '' : ` · ${frame.name}`} ·{' '}
          {frame.length.toLocaleString('en')} rows
          {more > 0 ? ` · + ${more} more fields` : ''}
        </caption>
        <thead>
          <tr>
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields may share a name
              <th key={index} scope="col" title={field.type}>
                {fieldDisplayName(field, frame)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              {fields.map((field, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={index}>{cellText(field, row, timeZone)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function cellText(field: Field, row: number, timeZone: string): string {
  const value = field.values[row];
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value.slice(0, 200);
  if (field.type === 'time') return formatAbsolute(value, timeZone);
  const absent = 'present' in field && field.present?.[row] === 0;
  return absent ? '–' : formatText(value, { nowMs: 0 });
}
