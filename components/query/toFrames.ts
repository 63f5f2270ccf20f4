import type { ResultFrame } from '@/lib/api/queryBatch';
import { seriesNames } from '@/lib/dashboard/displayName';
import type { Frame, NumberField, TextField } from '@/lib/dashboard/frame';
import { getLabel, type Labels, labelsToRecord, METRIC_NAME } from '@/lib/labels/labels';
import { cumulativeToBuckets } from './heatmapBuckets';
import type { PanelResult } from './panelQueries';

/** The results of a panel's queries as the frames that panels draw. */
export function toFrames(results: readonly PanelResult[]): Frame[] {
  const tables = results.filter(({ planned }) => planned.target.format === 'table').length;
  return results.flatMap((result) => {
    switch (result.planned.target.format) {
      case 'table':
        return [tableFrame(result, tables > 1)];
      case 'heatmap':
        return cumulativeToBuckets(seriesFrames(result));
      case 'time_series':
        return seriesFrames(result);
      default:
        return result.planned.target.format satisfies never;
    }
  });
}

/** The times of all steps; series of one answer share the column. */
function timesOf({ header }: ResultFrame): Float64Array {
  const times = new Float64Array(header.steps);
  for (let i = 0; i < times.length; i++) times[i] = header.startMs + i * header.stepMs;
  return times;
}

/** One byte per step, 1 where there is a sample. */
function presenceOf({ header, present }: ResultFrame, series: number): Uint8Array {
  const rowBytes = Math.ceil(header.steps / 8);
  const out = new Uint8Array(header.steps);
  const start = series * rowBytes;
  for (let i = 0; i < out.length; i++) out[i] = ((present[start + (i >> 3)] ?? 0) >> (i & 7)) & 1;
  return out;
}

/** A view on the column where every step has a sample, else a copy with NaN at the gaps. */
function valuesOf({ header, values }: ResultFrame, series: number, presence: Uint8Array): Float64Array {
  const column = values.subarray(series * header.steps, (series + 1) * header.steps);
  if (!presence.includes(0)) return column;
  const copy = column.slice();
  for (let i = 0; i < copy.length; i++) if (presence[i] === 0) copy[i] = Number.NaN;
  return copy;
}

/** A frame of time and value per series. */
function seriesFrames({ planned, frame }: PanelResult): Frame[] {
  const { header } = frame;
  const { refId } = planned.target;
  if (header.resultType === 'string') return [textFrame(refId, header.text ?? '')];
  const names = seriesNames(header.series, planned.legendFormat, planned.expr);
  const time: NumberField = { name: 'Time', type: 'time', values: timesOf(frame), config: {} };
  return header.series.map((labels, series) => {
    const present = presenceOf(frame, series);
    const value: NumberField = {
      name: 'Value',
      type: 'number',
      labels: labelsToRecord(labels),
      values: valuesOf(frame, series, present),
      present,
      config: {},
    };
    return {
      refId,
      name: names[series] ?? '',
      fields: [time, value],
      length: header.steps,
      ...(planned.query.kind === 'range' ? { stepMs: header.stepMs } : {}),
    };
  });
}

function textFrame(refId: string, text: string): Frame {
  return { refId, name: refId, fields: [{ name: 'Value', type: 'string', values: [text], config: {} }], length: 1 };
}

/** One table of all series: time, a column per label, the value. A row for each sample there is. */
function tableFrame({ planned, frame }: PanelResult, nameByRefId: boolean): Frame {
  const { header } = frame;
  const { refId } = planned.target;
  const rows = collectRows(frame);
  const labelNames = [...new Set(header.series.flatMap((labels) => labels.filter((_, index) => index % 2 === 0)))];
  const ordered = labelNames.filter((name) => name !== METRIC_NAME).sort();
  if (labelNames.includes(METRIC_NAME)) ordered.unshift(METRIC_NAME);
  const value = nameByRefId ? `Value #${refId}` : 'Value';
  return {
    refId,
    name: '',
    length: rows.times.length,
    fields: [
      { name: 'Time', type: 'time', values: rows.times, config: {} },
      ...ordered.map((name) => labelField(name, rows.labels)),
      { name: value, type: 'number', values: rows.values, config: {} },
    ],
  };
}

function labelField(name: string, labels: readonly Labels[]): TextField {
  return { name, type: 'string', values: labels.map((set) => getLabel(set, name) || null), config: {} };
}

interface Rows {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly labels: readonly Labels[];
}

/** Samples time by time, series after series, as Grafana's tables list them. */
function collectRows(frame: ResultFrame): Rows {
  const { header, values } = frame;
  const presence = header.series.map((_, series) => presenceOf(frame, series));
  const count = presence.reduce((sum, row) => sum + row.reduce((bits, bit) => bits + bit, 0), 0);
  const rows = { times: new Float64Array(count), values: new Float64Array(count), labels: [] as Labels[] };
  for (let step = 0; step < header.steps; step++) {
    header.series.forEach((labels, series) => {
      if (presence[series]?.[step] !== 1) return;
      const row = rows.labels.push(labels) - 1;
      rows.times[row] = header.startMs + step * header.stepMs;
      rows.values[row] = values[series * header.steps + step] ?? Number.NaN;
    });
  }
  return rows;
}

/** True when no frame holds a single sample. */
export function isEmpty(frames: readonly Frame[]): boolean {
  return frames.every(({ fields, length }) => length === 0 || fields.every((field) => !hasValue(field)));
}

function hasValue(field: Frame['fields'][number]): boolean {
  if (field.type === 'time') return false;
  if (field.type !== 'number') return field.values.some((value) => value !== null);
  return field.present === undefined ? field.values.length > 0 : field.present.includes(1);
}
