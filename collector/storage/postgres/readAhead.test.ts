import { expect, it } from 'vitest';
import { readAhead } from './readAhead';

const ROWS = Array.from({ length: 10 }, (_, i) => i);

it.each([1, 3, 5, 10, 11])('gives all rows once, in batches of %i', async (batch) => {
  const asked: (number | undefined)[] = [];
  const read = async (after: number | undefined) => {
    asked.push(after);
    return ROWS.filter((row) => row > (after ?? -1)).slice(0, batch);
  };
  const found: number[] = [];
  for await (const row of readAhead(batch, read)) {
    // The batch after this one is under way.
    if (found.length === 0 && batch < ROWS.length) expect(asked).toEqual([undefined, batch - 1]);
    found.push(row);
  }
  expect(found).toEqual(ROWS);
});

it('fails as the table does, and is quiet when nobody listens any more', async () => {
  const read = async (after: number | undefined) => {
    if (after !== undefined) throw new Error('away');
    return [1, 2];
  };
  const failing = async () => {
    for await (const _ of readAhead(2, read));
  };
  await expect(failing()).rejects.toThrow('away');
  for await (const _ of readAhead(2, read)) break;
});
