import { describe, expect, it } from 'vitest';
import type { Panel } from '../document';
import { newPanel } from '../edit/panels';
import { addTarget, duplicateTarget, kindOf, moveItem, removeTarget, updateTarget, withKind } from './editTargets';
import { nextRefId, refIdProblem, renameRefId } from './refIds';

function panelWith(refIds: readonly string[], more: Partial<Panel> = {}): Panel {
  const base = { ...newPanel(), id: 1, targets: [] };
  const panel = refIds.reduce<Panel>((panel) => addTarget(panel), base);
  return { ...panel, targets: panel.targets.map((target, i) => ({ ...target, refId: refIds[i] ?? '' })), ...more };
}

describe('nextRefId', () => {
  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  it.each([
    [[], 'A'],
    [['A', 'B'], 'C'],
    [['A', 'C'], 'B'],
    [alphabet, 'AA'],
    [[...alphabet, 'AA'], 'AB'],
  ])('%j → %s', (used, want) => expect(nextRefId(panelWith(used))).toBe(want));
});

describe('refIdProblem', () => {
  it.each([
    ['A', undefined],
    ['errors', undefined],
    ['B', 'There is a query B already'],
    ['', 'Use letters, digits, spaces, - and _'],
    [' x', 'Use letters, digits, spaces, - and _'],
    ['a/b', 'Use letters, digits, spaces, - and _'],
  ])('%j', (to, want) => expect(refIdProblem(panelWith(['A', 'B']), 'A', to)).toBe(want));
});

describe('renameRefId', () => {
  it('takes overrides and transformations along', () => {
    const panel = panelWith(['A', 'B'], {
      transformations: [
        { id: 'filterByRefId', options: { include: '/^(?:A|B)$/' } },
        { id: 'organize', options: { renameByName: { 'Value #A': 'CPU', 'Value #AB': 'x' }, indexByName: { A: 1 } } },
        { id: 'configFromData', options: { configRefId: 'A' } },
        { id: 'reduce', options: {}, filter: { id: 'byRefId', options: 'A' } },
      ],
      fieldConfig: {
        defaults: {},
        overrides: [
          { matcher: { id: 'byFrameRefID', options: 'A' }, properties: [] },
          { matcher: { id: 'byName', options: 'Value #A' }, properties: [] },
          { matcher: { id: 'byName', options: 'A' }, properties: [] },
        ],
      },
    });
    const renamed = renameRefId(panel, 'A', 'cpu');
    expect(renamed.targets.map(({ refId }) => refId)).toEqual(['cpu', 'B']);
    expect(renamed.transformations).toEqual([
      { id: 'filterByRefId', options: { include: '/^(?:cpu|B)$/' } },
      { id: 'organize', options: { renameByName: { 'Value #cpu': 'CPU', 'Value #AB': 'x' }, indexByName: { A: 1 } } },
      { id: 'configFromData', options: { configRefId: 'cpu' } },
      { id: 'reduce', options: {}, filter: { id: 'byRefId', options: 'cpu' } },
    ]);
    expect(renamed.fieldConfig.overrides.map(({ matcher }) => matcher.options)).toEqual(['cpu', 'Value #cpu', 'A']);
  });

  it('changes nothing for a name that is taken', () => {
    const panel = panelWith(['A', 'B']);
    expect(renameRefId(panel, 'A', 'B')).toBe(panel);
  });
});

describe('edits of queries', () => {
  const ids = (panel: Panel) => panel.targets.map(({ refId }) => refId);

  it('adds, duplicates, removes and changes', () => {
    const panel = updateTarget(panelWith(['A', 'B']), 'A', { expr: 'up', datasource: { uid: 'x' } });
    expect(panel.targets.map(({ expr }) => expr)).toEqual(['up', '']);
    expect(ids(duplicateTarget(panel, 'A'))).toEqual(['A', 'C', 'B']);
    expect(duplicateTarget(panel, 'A').targets[1]).toMatchObject({ expr: 'up' });
    expect(ids(removeTarget(panel, 'A'))).toEqual(['B']);
    expect(addTarget(removeTarget(panel, 'B')).targets[1]).toMatchObject({ refId: 'B', datasource: { uid: 'x' } });
  });

  it.each([
    [0, 2, ['b', 'c', 'a']],
    [2, 0, ['c', 'a', 'b']],
    [1, 9, ['a', 'c', 'b']],
    [5, 0, ['a', 'b', 'c']],
  ])('moves %i to %i', (from, to, want) => expect(moveItem(['a', 'b', 'c'], from, to)).toEqual(want));

  it.each(['range', 'instant', 'both'] as const)('reads back the kind %s', (kind) => {
    expect(kindOf(withKind(kind))).toBe(kind);
  });
});
