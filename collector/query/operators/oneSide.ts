import type { Labels } from '@/lib/labels/labels';
import type { StepColumn } from './stepVector';

/** The series of the "one" side with the same match labels. At any step at most one of them may be present. */
export interface OneSide {
  readonly columns: StepColumn[];
  /** For each step the present column, or -1. */
  readonly index: Int32Array;
  /** The first step at which two are present; an error once the other side has a sample there. */
  doubled?: { readonly step: number; readonly first: Labels; readonly second: Labels };
}

export function oneSide(columns: readonly StepColumn[], signature: (labels: Labels) => string): Map<string, OneSide> {
  const sides = new Map<string, OneSide>();
  for (const column of columns) {
    const key = signature(column.labels);
    let side = sides.get(key);
    if (!side) {
      side = { columns: [], index: new Int32Array(column.present.length).fill(-1) };
      sides.set(key, side);
    }
    addColumn(side, column);
  }
  return sides;
}

function addColumn(side: OneSide, column: StepColumn): void {
  const at = side.columns.push(column) - 1;
  for (let i = 0; i < column.present.length; i++) {
    if (column.present[i] === 0) continue;
    const known = side.index[i] as number;
    if (known === -1) side.index[i] = at;
    else side.doubled ??= { step: i, first: side.columns[known]?.labels ?? [], second: column.labels };
  }
}
