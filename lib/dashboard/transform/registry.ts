/** The transformations there are. */
import { calculateField } from './calculate/calculateField';
import { concatenate } from './concatenate';
import { configFromData } from './configFromData';
import { convertFieldType } from './convertFieldType';
import { extractFields } from './extractFields';
import { filterByRefId } from './filterByRefId';
import { filterByValue } from './filterByValue';
import { filterFieldsByName } from './filterFieldsByName';
import { groupBy } from './groupBy';
import { joinByField, seriesToColumns } from './joinByField';
import { labelsToFields } from './labelsToFields';
import { limit } from './limit';
import { merge } from './merge';
import { organize } from './organize';
import { prepareTimeSeries } from './prepareTimeSeries';
import { reduce } from './reduce';
import { renameByRegex } from './renameByRegex';
import { seriesToRows } from './seriesToRows';
import { sortBy } from './sortBy';
import { timeSeriesTable } from './timeSeriesTable';
import type { TransformationType } from './transformation';

const all = [
  organize,
  merge,
  joinByField,
  calculateField,
  filterFieldsByName,
  groupBy,
  renameByRegex,
  sortBy,
  reduce,
  filterByValue,
  filterByRefId,
  labelsToFields,
  limit,
  seriesToRows,
  concatenate,
  convertFieldType,
  extractFields,
  prepareTimeSeries,
  timeSeriesTable,
  configFromData,
];

/** By the names that dashboards use; the commonest first. */
export const transformationTypes: Readonly<Record<string, TransformationType>> = Object.fromEntries(
  all.map((type) => [type.id, type]),
);

/** Ids of older versions, which are drawn but not offered. */
const OLD_TYPES: Readonly<Record<string, TransformationType>> = {
  seriesToColumns,
  filterFields: filterFieldsByName,
  filterFrames: filterByRefId,
  filterFramesByRefId: filterByRefId,
  filterByRefId,
};

/** The transformation of an id, old ids included; undefined for one that we do not have. */
export function findTransformation(id: string): TransformationType | undefined {
  if (Object.hasOwn(transformationTypes, id)) return transformationTypes[id];
  return Object.hasOwn(OLD_TYPES, id) ? OLD_TYPES[id] : undefined;
}
