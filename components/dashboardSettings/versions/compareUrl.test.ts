import { expect, test } from 'vitest';
import { type Compared, comparison, readCompare, withCompare, withTicked } from './compareUrl';

test.each([
  ['3..5', { before: 3, after: 5 }],
  ['5..3', { before: 3, after: 5 }],
  ['5..draft', { before: 5, after: 'draft' }],
  ['draft..5', undefined],
  ['', undefined],
  ['3', undefined],
  ['x..y', undefined],
])('compare=%s', (text, want) => {
  expect(readCompare(new URLSearchParams({ compare: text }))).toEqual(want);
});

test('what is written is read', () => {
  const compared = comparison('draft', 7);
  expect(readCompare(withCompare(new URLSearchParams('editview=versions'), compared))).toEqual(compared);
  expect(withCompare(new URLSearchParams('a=b&compare=1..2'), undefined).toString()).toBe('a=b');
});

test.each<[readonly Compared[], Compared, readonly Compared[]]>([
  [[], 3, [3]],
  [[3], 5, [3, 5]],
  [[3, 5], 'draft', [5, 'draft']],
  [[3, 5], 3, [5]],
])('%j and %j ticked', (ticked, one, want) => expect(withTicked(ticked, one)).toEqual(want));
