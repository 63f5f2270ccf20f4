import type { Panel } from '@/lib/dashboard/document';
import { numberFields } from '@/lib/dashboard/fieldConfig';
import type { Frame } from '@/lib/dashboard/frame';
import { calculate } from '@/lib/dashboard/reduce';
import { type NamedField, namedFields, namesOf } from './fieldMatches';

/** What controls know of the panel's data and surroundings. */
export interface OptionsData {
  readonly fields: readonly NamedField[];
  /** Display names of all fields, and of number fields only. */
  readonly names: readonly string[];
  readonly numberNames: readonly string[];
  readonly refIds: readonly string[];
  /** A value of the data, to preview a unit. */
  readonly sample: number;
  /** Names of the dashboard's variables. */
  readonly variables: readonly string[];
}

const SAMPLE = 1_234_567.89;

/** Pure: the data that the form of a panel looks at. */
export function optionsData(panel: Panel, frames: readonly Frame[], variables: readonly string[]): OptionsData {
  const fields = namedFields(frames, panel.fieldConfig.defaults);
  const first = numberFields(frames)[0]?.field;
  const last = first ? calculate(first, 'lastNotNull') : null;
  return {
    fields,
    names: namesOf(fields),
    numberNames: namesOf(fields.filter(({ field }) => field.type === 'number')),
    refIds: [...new Set([...panel.targets.map(({ refId }) => refId), ...frames.map(({ refId }) => refId)])],
    sample: last === null || !Number.isFinite(last) ? SAMPLE : last,
    variables,
  };
}
