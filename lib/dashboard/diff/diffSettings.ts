import type { Dashboard } from '../document';
import { sameJson } from '../sameJson';
import { added, type Change, removed } from './change';
import { deepChanges } from './deepChanges';
import { changeWords, pathWords } from './words';

const TOOLTIP_WORDS = ['off', 'shared crosshair', 'shared tooltip'] as const;

/** Settings that are read as one value, with what people call them and how they say the value. */
const PLAIN: readonly (readonly [string, string, (dashboard: Dashboard) => unknown])[] = [
  ['title', 'Title', ({ title }) => title],
  ['description', 'Description', ({ description }) => description],
  ['tags', 'Tags', ({ tags }) => tags],
  ['time', 'Time range', ({ time }) => `${time.from} to ${time.to}`],
  ['timezone', 'Time zone', ({ timezone }) => timezone],
  ['refresh', 'Auto refresh', ({ refresh }) => refresh || 'off'],
  ['refreshIntervals', 'Refresh intervals', ({ refreshIntervals }) => refreshIntervals],
  ['graphTooltip', 'Graph tooltip', ({ graphTooltip }) => TOOLTIP_WORDS[graphTooltip]],
  ['editable', 'Editable', ({ editable }) => editable],
];

export function diffSettings(before: Dashboard, after: Dashboard): Change[] {
  return [
    ...PLAIN.flatMap(([path, name, read]) => diffPlain(path, name, read(before), read(after))),
    ...diffNamed('Annotation', 'annotations', before.annotations, after.annotations),
    ...diffNamed('Link', 'links', before.links, after.links),
    ...deepChanges(before.unknown, after.unknown).map((leaf) => ({
      ...leaf,
      label: `${pathWords(leaf.path)}${changeWords(leaf.before, leaf.after)}`,
      kind: 'changed' as const,
    })),
  ];
}

function diffPlain(path: string, name: string, before: unknown, after: unknown): Change[] {
  if (sameJson(before, after)) return [];
  return [{ path, label: `${name}${changeWords(before, after)}`, kind: 'changed', before, after }];
}

type Named = { readonly [key: string]: unknown };

/** Annotations and links: told apart by their place, named by what they are called. */
function diffNamed(kind: string, path: string, before: readonly Named[], after: readonly Named[]): Change[] {
  const changes: Change[] = [];
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const at = `${path}[${index}]`;
    const [from, to] = [before[index], after[index]];
    if (from === undefined && to !== undefined) changes.push(added(at, `${kind} ${nameOf(to)}`, to));
    else if (to === undefined && from !== undefined) changes.push(removed(at, `${kind} ${nameOf(from)}`, from));
    else if (from !== undefined && to !== undefined && !sameJson(from, to)) {
      changes.push({ path: at, label: `${kind} ${nameOf(to)} changed`, kind: 'changed', before: from, after: to });
    }
  }
  return changes;
}

function nameOf(part: Named): string {
  const name = part['name'] ?? part['title'];
  return typeof name === 'string' && name !== '' ? name : 'without a name';
}
