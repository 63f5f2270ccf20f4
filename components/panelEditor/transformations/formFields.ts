/** Forms of transformations: which options a kind has, and what edits each. */

import type { JsonObject } from '@/lib/dashboard/document';
import { BINARY, UNARY } from '@/lib/dashboard/transform/calculate/operators';
import { getPath } from '../options/jsonPath';

interface FieldBase {
  /** Where the option is stored. */
  readonly path: readonly string[];
  readonly label: string;
  /** Shown only while this holds. */
  readonly when?: (options: JsonObject) => boolean;
}

export type FormField = FieldBase &
  (
    | { readonly kind: 'choice'; readonly choices: readonly { readonly value: string; readonly label: string }[] }
    /** One field of the data; `fixed`: a number may stand instead. */
    | { readonly kind: 'field'; readonly empty: string; readonly fixed?: boolean }
    | { readonly kind: 'fields' | 'labels'; readonly empty: string }
    | { readonly kind: 'refIds' | 'calc' | 'calcs' | 'switch' }
    | { readonly kind: 'text'; readonly placeholder: string }
    | { readonly kind: 'number'; readonly placeholder: string }
  );

const choices = (...pairs: readonly (readonly [string, string])[]) => pairs.map(([value, label]) => ({ value, label }));
const operators = (table: object) => Object.keys(table).map((name) => ({ value: name, label: name }));

const modeIs = (mode: string) => (options: JsonObject) => (getPath(options, ['mode']) ?? 'reduceRow') === mode;

const CALCULATE: readonly FormField[] = [
  {
    kind: 'choice',
    path: ['mode'],
    label: 'Mode',
    choices: choices(
      ['reduceRow', 'Reduce row'],
      ['binary', 'Binary operation'],
      ['unary', 'Unary operation'],
      ['cumulativeFunctions', 'Running total'],
      ['windowFunctions', 'Moving window'],
      ['index', 'Row index'],
    ),
  },
  { kind: 'fields', path: ['reduce', 'include'], label: 'Fields', empty: 'All numbers', when: modeIs('reduceRow') },
  { kind: 'calc', path: ['reduce', 'reducer'], label: 'Calculation', when: modeIs('reduceRow') },
  {
    kind: 'field',
    path: ['binary', 'left'],
    label: 'Left',
    empty: 'Field or number',
    fixed: true,
    when: modeIs('binary'),
  },
  {
    kind: 'choice',
    path: ['binary', 'operator'],
    label: 'Operator',
    choices: operators(BINARY),
    when: modeIs('binary'),
  },
  {
    kind: 'field',
    path: ['binary', 'right'],
    label: 'Right',
    empty: 'Field or number',
    fixed: true,
    when: modeIs('binary'),
  },
  { kind: 'choice', path: ['unary', 'operator'], label: 'Operation', choices: operators(UNARY), when: modeIs('unary') },
  { kind: 'field', path: ['unary', 'fieldName'], label: 'Field', empty: 'Choose a field', when: modeIs('unary') },
  {
    kind: 'field',
    path: ['cumulative', 'field'],
    label: 'Field',
    empty: 'Choose a field',
    when: modeIs('cumulativeFunctions'),
  },
  {
    kind: 'choice',
    path: ['cumulative', 'reducer'],
    label: 'Calculation',
    choices: choices(['sum', 'Total'], ['mean', 'Mean']),
    when: modeIs('cumulativeFunctions'),
  },
  {
    kind: 'field',
    path: ['window', 'field'],
    label: 'Field',
    empty: 'Choose a field',
    when: modeIs('windowFunctions'),
  },
  { kind: 'calc', path: ['window', 'reducer'], label: 'Calculation', when: modeIs('windowFunctions') },
  {
    kind: 'choice',
    path: ['window', 'windowSizeMode'],
    label: 'Size in',
    choices: choices(['percentage', 'Share of rows'], ['fixed', 'Rows']),
    when: modeIs('windowFunctions'),
  },
  {
    kind: 'number',
    path: ['window', 'windowSize'],
    label: 'Size',
    placeholder: '0.1',
    when: modeIs('windowFunctions'),
  },
  {
    kind: 'choice',
    path: ['window', 'windowAlignment'],
    label: 'Window',
    choices: choices(['trailing', 'Trailing'], ['centered', 'Centered']),
    when: modeIs('windowFunctions'),
  },
  { kind: 'switch', path: ['index', 'asPercentile'], label: 'As share of all rows', when: modeIs('index') },
  { kind: 'text', path: ['alias'], label: 'Name', placeholder: 'auto' },
  { kind: 'switch', path: ['replaceFields'], label: 'Replace all fields' },
];

/** By the ids of transformations. Kinds with a form of their own are in customForms.ts; others show their JSON. */
export const FORMS: Readonly<Record<string, readonly FormField[]>> = {
  merge: [],
  seriesToRows: [],
  concatenate: [],
  calculateField: CALCULATE,
  joinByField: [
    { kind: 'field', path: ['byField'], label: 'Field', empty: 'Time' },
    {
      kind: 'choice',
      path: ['mode'],
      label: 'Mode',
      choices: choices(['outer', 'Outer, by time'], ['outerTabular', 'Outer, all rows'], ['inner', 'Inner']),
    },
  ],
  filterFieldsByName: [
    { kind: 'fields', path: ['include', 'names'], label: 'Keep fields', empty: 'All' },
    { kind: 'text', path: ['include', 'pattern'], label: 'Keep by regex', placeholder: '/^cpu/' },
    { kind: 'fields', path: ['exclude', 'names'], label: 'Drop fields', empty: 'None' },
    { kind: 'text', path: ['exclude', 'pattern'], label: 'Drop by regex', placeholder: '/_total$/' },
  ],
  filterByRefId: [{ kind: 'refIds', path: ['include'], label: 'Queries' }],
  reduce: [
    {
      kind: 'choice',
      path: ['mode'],
      label: 'Mode',
      choices: choices(['seriesToRows', 'Series to rows'], ['reduceFields', 'Reduce fields']),
    },
    { kind: 'calcs', path: ['reducers'], label: 'Calculations' },
    { kind: 'switch', path: ['labelsToFields'], label: 'Labels to fields' },
  ],
  renameByRegex: [
    { kind: 'text', path: ['regex'], label: 'Match', placeholder: '(.*)' },
    { kind: 'text', path: ['renamePattern'], label: 'Replace by', placeholder: '$1' },
  ],
  labelsToFields: [
    { kind: 'choice', path: ['mode'], label: 'Mode', choices: choices(['columns', 'Columns'], ['rows', 'Rows']) },
    { kind: 'labels', path: ['keepLabels'], label: 'Labels', empty: 'All' },
    { kind: 'text', path: ['valueLabel'], label: 'Name values by label', placeholder: 'none' },
  ],
  limit: [
    { kind: 'number', path: ['limitField'], label: 'Rows', placeholder: '10' },
    { kind: 'choice', path: ['limitPosition'], label: 'From', choices: choices(['first', 'First'], ['last', 'Last']) },
  ],
};
