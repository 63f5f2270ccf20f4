import { expect, it } from 'vitest';
import { MergeHeap } from './mergeHeap';
import { randomSource } from './testing/podSeries';

it.each([0, 1, 2, 7, 64])('gives %i sorted lists as one', (count) => {
  const random = randomSource(count + 1);
  const lists = Array.from({ length: count }, () =>
    Array.from({ length: 1 + random(50) }, () => random(1_000)).sort((a, b) => a - b),
  );
  const cursors = lists.map((list) => ({ list, at: 0 }));
  const heap = new MergeHeap(cursors, (a, b) => (a.list[a.at] as number) < (b.list[b.at] as number));
  const merged: number[] = [];
  for (let first = heap.first; first; first = heap.first) {
    merged.push(first.list[first.at++] as number);
    heap.update(first.at === first.list.length);
  }
  expect(merged).toEqual(lists.flat().sort((a, b) => a - b));
});
