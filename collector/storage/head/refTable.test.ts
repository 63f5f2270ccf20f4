import { describe, expect, it } from 'vitest';
import { MAX_REF, RefTable } from './refTable';

describe('RefTable', () => {
  it('knows nothing of refs that are no refs', () => {
    const table = new RefTable();
    table.set(1, 0);
    for (const ref of [0, -1, 2, 257, MAX_REF, MAX_REF + 2, 2 ** 40 + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect([ref, table.slotOf(ref)]).toEqual([ref, -1]);
    }
    expect(table.slotOf(1)).toBe(0);
    expect(() => table.set(0, 0)).toThrow('BUG');
    expect(() => table.set(MAX_REF + 1, 0)).toThrow('BUG');
  });

  it('agrees with a map while refs ascend and old ones go', () => {
    const table = new RefTable();
    const model = new Map<number, number>();
    let next = 1;
    for (let turn = 0; turn < 200; turn++) {
      for (let i = 0; i < 300; i++, next += 1 + (turn % 3)) {
        table.set(next, (next * 7) % 5000);
        model.set(next, (next * 7) % 5000);
      }
      for (const ref of model.keys()) {
        if (model.size < 900) break;
        if ((ref * 2654435761) % 11 === turn % 11) continue;
        table.delete(ref);
        table.delete(ref);
        model.delete(ref);
      }
      expect(table.count).toBe(model.size);
      const [from, to] = [next - 1000, next - 100];
      const want = [...model.keys()].filter((ref) => ref >= from && ref <= to).sort((a, b) => a - b);
      expect([...table.between(from, to)]).toEqual(want);
    }
    for (let ref = 0; ref < next + 10; ref++) expect(table.slotOf(ref)).toBe(model.get(ref) ?? -1);
    table.clear();
    expect([...table.between(0, next)]).toEqual([]);
  });
});
