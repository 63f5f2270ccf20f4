/** The kinds of matchers that overrides are added by. Pure. */
import { z } from 'zod';
import type { FieldOverride, Json } from '@/lib/dashboard/document';
import type { OptionsData } from '../optionsData';

export type Matcher = FieldOverride['matcher'];

export interface MatcherKind {
  readonly id: string;
  readonly name: string;
  /** A matcher of the kind to begin with. */
  readonly initial: (data: OptionsData) => Json;
}

export const FIELD_TYPES = [
  { value: 'number', label: 'Number' },
  { value: 'string', label: 'Text' },
  { value: 'time', label: 'Time' },
  { value: 'boolean', label: 'Boolean' },
];

export const MATCHER_KINDS: readonly MatcherKind[] = [
  { id: 'byName', name: 'Field with name', initial: ({ numberNames, names }) => numberNames[0] ?? names[0] ?? '' },
  { id: 'byRegexp', name: 'Fields with name matching', initial: () => '/.*/' },
  { id: 'byType', name: 'Fields of type', initial: () => 'number' },
  { id: 'byFrameRefID', name: 'Fields of query', initial: ({ refIds }) => refIds[0] ?? 'A' },
  {
    id: 'byNames',
    name: 'Fields in list',
    initial: ({ numberNames }) => ({ mode: 'include', names: numberNames.slice(0, 1) }),
  },
  { id: 'byValue', name: 'Fields with values', initial: () => ({ reducer: 'allIsZero', op: 'gte', value: 0 }) },
];

const nameList = z.looseObject({
  mode: z.enum(['include', 'exclude']).catch('include').default('include'),
  names: z.array(z.string()).catch([]).default([]),
});
export type NameList = z.infer<typeof nameList>;
const EMPTY_LIST: NameList = { mode: 'include', names: [] };

const valueTest = z.object({
  reducer: z.string().catch('allIsZero').default('allIsZero'),
  op: z.string().catch('gte').default('gte'),
  value: z.coerce.number().catch(0).default(0),
});
export type ValueTest = z.infer<typeof valueTest>;

export function readNameList(options: Json | undefined): NameList {
  const parsed = nameList.safeParse(options);
  return parsed.success ? parsed.data : EMPTY_LIST;
}

export function readValueTest(options: Json | undefined): ValueTest {
  const parsed = valueTest.safeParse(options ?? {});
  return parsed.success ? parsed.data : valueTest.parse({});
}
