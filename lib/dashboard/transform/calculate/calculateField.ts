import { fieldDisplayName } from '../../displayName';
import { compileFieldMatcher } from '../../fieldConfig';
import type { Field, Frame, NumberField } from '../../frame';
import { calculate } from '../../reduce';
import { cellAt, columnOf, toNumber, withPresence } from '../cells';
import { joinFrames } from '../joinByField';
import { findField, isNamed, isTimeSeries, numberDuplicates, ownNames } from '../names';
import { reducerTitle } from '../reducers';
import { type TransformationType, TransformError } from '../transformation';
import { cumulate, moveWindow } from './alongRows';
import { BINARY, UNARY } from './operators';
import { type CalculateOptions, calculateOptions, type Operand } from './options';

function newField(name: string, values: Float64Array, present: Uint8Array): NumberField {
  return withPresence({ name, type: 'number', values, config: {} }, present);
}

/** One number of each row's cells, of all number fields or of those that are named. */
function reduceRows(frame: Frame, { reduce, alias }: CalculateOptions): NumberField[] {
  const { include, reducer } = reduce;
  const sources = frame.fields.filter(
    (field) => field.type === 'number' && (!include?.length || include.some((name) => isNamed(field, frame, name))),
  );
  if (sources.length === 0) return [];
  const values = new Float64Array(frame.length);
  const present = new Uint8Array(frame.length);
  for (let row = 0; row < frame.length; row++) {
    const cells = sources.map((field) => cellAt(field, row));
    const column = columnOf({ name: '', type: 'number' }, cells);
    const value = column.type === 'number' ? calculate(column, reducer) : null;
    values[row] = value ?? Number.NaN;
    present[row] = value === null ? 0 : 1;
  }
  return [newField(alias || reducerTitle(reducer), values, present)];
}

type Values = (row: number) => number | null;

function numbersOf(field: Field): Values {
  return (row) => toNumber(cellAt(field, row));
}

/** The fields an operand means; a number that no field is named after stands for itself. */
function operandOf(operand: Operand, frame: Frame): { name: string; values: Values }[] {
  if ('matcher' in operand) {
    const matches = compileFieldMatcher(operand.matcher);
    return frame.fields.flatMap((field) => {
      const name = fieldDisplayName(field, frame);
      return field.type === 'number' && matches(field, frame, name) ? [{ name, values: numbersOf(field) }] : [];
    });
  }
  const { name } = operand;
  const field = findField(frame, name);
  if (field !== undefined) return [{ name, values: numbersOf(field) }];
  const number = toNumber(name);
  return number === null ? [] : [{ name, values: () => number }];
}

function calculateBinary(frame: Frame, { binary, alias }: CalculateOptions): NumberField[] {
  if (binary === undefined) throw new TransformError('choose two fields and an operator');
  const operate = Object.hasOwn(BINARY, binary.operator) ? BINARY[binary.operator] : undefined;
  if (operate === undefined) throw new TransformError(`there is no operator ${binary.operator}`);
  const right = operandOf(binary.right, frame)[0];
  if (right === undefined) return [];
  return operandOf(binary.left, frame).map((left, _index, all) => {
    const name = alias && all.length === 1 ? alias : `${left.name} ${binary.operator} ${right.name}`;
    return calculateRows(name, frame.length, (row) => {
      const a = left.values(row);
      const b = right.values(row);
      return a === null || b === null ? null : operate(a, b);
    });
  });
}

function calculateRows(name: string, length: number, at: Values): NumberField {
  const values = new Float64Array(length);
  const present = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const value = at(row);
    values[row] = value ?? Number.NaN;
    present[row] = value === null ? 0 : 1;
  }
  return newField(name, values, present);
}

function numberField(frame: Frame, name: string): NumberField | undefined {
  const field = findField(frame, name);
  return field?.type === 'number' ? field : undefined;
}

function calculateUnary(frame: Frame, { unary, alias }: CalculateOptions): NumberField[] {
  const operate = unary && Object.hasOwn(UNARY, unary.operator) ? UNARY[unary.operator] : undefined;
  if (unary === undefined || operate === undefined) throw new TransformError('choose a field and an operation');
  const field = numberField(frame, unary.fieldName);
  if (field === undefined) return [];
  const values = numbersOf(field);
  return [
    calculateRows(alias || `${unary.operator}(${unary.fieldName})`, frame.length, (row) => {
      const value = values(row);
      return value === null ? null : operate(value);
    }),
  ];
}

function rowNumbers(frame: Frame, { index, alias }: CalculateOptions): NumberField[] {
  const last = Math.max(1, frame.length - 1);
  const share = index?.asPercentile === true;
  const field = calculateRows(alias || 'Row', frame.length, (row) => (share ? row / last : row));
  return [share ? { ...field, config: { unit: 'percentunit' } } : field];
}

function calculated(frame: Frame, options: CalculateOptions): NumberField[] {
  const { mode, alias, cumulative, window } = options;
  switch (mode) {
    case 'reduceRow':
      return reduceRows(frame, options);
    case 'binary':
      return calculateBinary(frame, options);
    case 'unary':
      return calculateUnary(frame, options);
    case 'index':
      return rowNumbers(frame, options);
    case 'cumulativeFunctions': {
      const field = numberField(frame, cumulative?.field ?? '');
      const reducer = cumulative?.reducer ?? 'sum';
      return field
        ? [{ ...cumulate(field, reducer), name: alias || `cumulative ${reducer}(${cumulative?.field})`, config: {} }]
        : [];
    }
    case 'windowFunctions': {
      const field = numberField(frame, window?.field ?? '');
      if (field === undefined || window === undefined) return [];
      return [{ ...moveWindow(field, window), name: alias || `moving ${window.reducer}(${window.field})`, config: {} }];
    }
    default:
      return mode satisfies never;
  }
}

function addTo(frame: Frame, options: CalculateOptions): Frame {
  const added = calculated(frame, options).map(({ labels: _labels, ...field }) => field);
  if (added.length === 0) return frame;
  const own = ownNames(frame);
  const kept = options.replaceFields ? own.filter(({ type }) => type === 'time').slice(0, 1) : own;
  return { ...frame, name: '', fields: numberDuplicates([...kept, ...added]) };
}

export const calculateField: TransformationType = {
  id: 'calculateField',
  name: 'Add field from calculation',
  description: 'Add a field calculated from others, row by row or down a column.',
  apply: (frames, options) => {
    const parsed = calculateOptions.parse(options);
    const needsOne = parsed.mode === 'reduceRow' || parsed.mode === 'binary';
    const joins = needsOne && parsed.timeSeries && frames.length > 1 && frames.every(isTimeSeries);
    return (joins ? joinFrames(frames, undefined) : frames).map((frame) => addTo(frame, parsed));
  },
};
