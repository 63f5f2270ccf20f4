/** Rows of states over time. Pure. */
import { resolveColor, seriesColor } from '@/lib/dashboard/colors';
import { fieldDisplayName } from '@/lib/dashboard/displayName';
import { displayValue } from '@/lib/dashboard/displayValue';
import { fieldBounds, numberFields } from '@/lib/dashboard/fieldConfig';
import type { Field, Frame } from '@/lib/dashboard/frame';
import { mapValue } from '@/lib/dashboard/mappings';
import type { Theme } from '@/lib/dashboard/palette';
import { type BoxStyle, boxStyle } from '../boxStyle';
import { stateStyle } from './options';

/** One state and how long it held. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
  readonly color: string;
}

export interface TimelineRow {
  readonly id: string;
  readonly name: string;
  readonly spans: readonly Span[];
  readonly style: BoxStyle;
}

interface Context {
  readonly theme: Theme;
  readonly timeZone: string;
  readonly nowMs: number;
}

const MAX_ROWS = 200;
const MAX_SPANS = 2000;

type Shown = { readonly text: string; readonly color: string };

/** How values of a field look; texts get colours of the palette in the order in which they first appear. */
function shownBy(field: Field, seriesIndex: number, name: string, frames: readonly Frame[], context: Context) {
  const texts = new Map<string, Shown>();
  if (field.type === 'number') {
    const bounds = fieldBounds(
      field.config,
      numberFields(frames).map((one) => one.field),
    );
    return (row: number): Shown | undefined => {
      if (field.present?.[row] === 0) return undefined;
      const { prefix, text, suffix, color } = displayValue(field.config, field.values[row] ?? null, {
        ...context,
        seriesIndex,
        name,
        bounds,
      });
      return { text: prefix + text + suffix, color };
    };
  }
  return (row: number): Shown | undefined => {
    const text = field.values[row];
    if (typeof text !== 'string') return undefined;
    const known = texts.get(text);
    if (known !== undefined) return known;
    const mapped = mapValue(field.config.mappings, text);
    const color = mapped?.color ? resolveColor(mapped.color, context.theme) : seriesColor(texts.size, context.theme);
    const shown = { text: mapped?.text ?? text, color };
    texts.set(text, shown);
    return shown;
  };
}

/** Samples as spans until the next one; equal neighbours become one where they are to be merged. */
function spansOf(
  times: Float64Array,
  shown: (row: number) => Shown | undefined,
  stepMs: number,
  merge: boolean,
): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < times.length && spans.length < MAX_SPANS; i++) {
    const state = shown(i);
    if (state === undefined) continue;
    const fromMs = times[i] as number;
    const toMs = times[i + 1] ?? fromMs + stepMs;
    const last = spans.at(-1);
    if (merge && last !== undefined && last.toMs === fromMs && last.text === state.text && last.color === state.color) {
      spans[spans.length - 1] = { ...last, toMs };
    } else spans.push({ fromMs, toMs, ...state });
  }
  return spans;
}

/** A row for each field beside a time. */
export function timelineRows(frames: readonly Frame[], merge: boolean, context: Context): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let seriesIndex = 0;
  for (const frame of frames) {
    const time = frame.fields.find(({ type }) => type === 'time');
    if (time?.type !== 'time') continue;
    const times = time.values;
    const even = times.length > 1 ? ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1) : 60_000;
    for (const field of frame.fields) {
      if (field.type === 'time' || rows.length >= MAX_ROWS) continue;
      const name = fieldDisplayName(field, frame);
      const shown = shownBy(field, seriesIndex, name, frames, context);
      const spans = spansOf(times, shown, frame.stepMs ?? even, merge);
      rows.push({ id: `${seriesIndex} ${name}`, name, spans, style: boxStyle(stateStyle, field.config.custom) });
      seriesIndex++;
    }
  }
  return rows;
}

/** More of them are measured values rather than states. */
const MAX_STATES = 20;

/** The states there are, each once, for a legend; none where there are too many to be told apart. */
export function legendStates(rows: readonly TimelineRow[]): Shown[] {
  const states = new Map<string, Shown>();
  for (const { spans } of rows) {
    for (const { text, color } of spans) if (!states.has(text)) states.set(text, { text, color });
    if (states.size > MAX_STATES) return [];
  }
  return [...states.values()];
}

/** The span that holds at a time. */
export function spanAt(row: TimelineRow, timeMs: number): Span | undefined {
  return row.spans.find(({ fromMs, toMs }) => timeMs >= fromMs && timeMs < toMs);
}
