/** topk and bottomk: at each step the k largest or smallest samples of each group keep their place. */
import type { Budget } from '../budget';
import type { AggregatePlan } from '../plan/plan';
import { QueryError } from '../result';
import { type ColumnGroup, columnsByGroup } from './columnsByGroup';
import type { Evaluation } from './evaluation';
import { type StepColumn, type StepVector, vectorOf } from './stepVector';

export async function evaluateTopk(
  plan: AggregatePlan,
  vector: StepVector,
  limits: Float64Array,
  evaluation: Evaluation,
): Promise<StepVector> {
  const counts = seriesCounts(limits);
  const sign = plan.op === 'topk' ? 1 : -1;
  const out: StepColumn[] = [];
  for (const group of await columnsByGroup(plan, vector, evaluation)) {
    for (const column of await bestOf(group, counts, sign, evaluation.budget)) out.push(column);
  }
  // An instant query shows the best first, group by group.
  return vectorOf(out, vector.steps, plan.grid.steps === 1);
}

/** How many series may stay at each step. Throws QueryError for NaN and what no integer can hold. */
export function seriesCounts(limits: Float64Array): Float64Array {
  return limits.map((limit) => {
    if (Number.isNaN(limit)) throw new QueryError('execution', 'Parameter value is NaN');
    if (Math.abs(limit) >= 2 ** 63) throw new QueryError('execution', `Scalar value ${limit} overflows int64`);
    return Math.trunc(limit);
  });
}

/** The best so far, best first. bottomk turns the values' sign; NaN is worse than any number either way. */
class Best {
  readonly indexes: Int32Array;
  private readonly worth: Float64Array;
  length = 0;

  constructor(private readonly capacity: number) {
    this.indexes = new Int32Array(capacity);
    this.worth = new Float64Array(capacity);
  }

  /** Among equals the first come first. */
  offer(index: number, worth: number): void {
    const { indexes } = this;
    const full = this.length === this.capacity;
    if (full && !isBetter(worth, this.worth[this.length - 1] as number)) return;
    if (!full) this.length++;
    let at = this.length - 1;
    for (; at > 0 && isBetter(worth, this.worth[at - 1] as number); at--) {
      this.worth[at] = this.worth[at - 1] as number;
      indexes[at] = indexes[at - 1] as number;
    }
    this.worth[at] = worth;
    indexes[at] = index;
  }
}

function isBetter(a: number, b: number): boolean {
  return a > b || (Number.isNaN(b) && !Number.isNaN(a));
}

/** Above so many the columns are sorted; inserting one by one would be quadratic. */
const MAX_INSERTED = 64;

async function bestOf(group: ColumnGroup, counts: Float64Array, sign: 1 | -1, budget: Budget): Promise<StepColumn[]> {
  const { columns } = group;
  const kept = columns.map((column) => new Uint8Array(column.present.length));
  let order: Int32Array = new Int32Array();
  for (let i = 0; i < counts.length; i++) {
    const pause = budget.pause();
    if (pause) await pause;
    const limit = Math.min(counts[i] as number, columns.length);
    order =
      limit < 1
        ? new Int32Array()
        : limit <= MAX_INSERTED
          ? insert(columns, i, limit, sign)
          : sort(columns, i, limit, sign);
    for (const index of order) (kept[index] as Uint8Array)[i] = 1;
  }
  const chosen = counts.length === 1 ? [...order] : columns.map((_, index) => index);
  return chosen
    .map((index) => ({ ...(columns[index] as StepColumn), present: kept[index] as Uint8Array }))
    .filter((column) => column.present.includes(1));
}

/** Indexes of the best columns at a step, best first. */
function insert(columns: readonly StepColumn[], step: number, limit: number, sign: 1 | -1): Int32Array {
  const best = new Best(limit);
  for (let index = 0; index < columns.length; index++) {
    const { values, present } = columns[index] as StepColumn;
    if (present[step] === 1) best.offer(index, (values[step] as number) * sign);
  }
  return best.indexes.subarray(0, best.length);
}

function sort(columns: readonly StepColumn[], step: number, limit: number, sign: 1 | -1): Int32Array {
  const here = Int32Array.from(columns.keys()).filter((index) => columns[index]?.present[step] === 1);
  const worth = (index: number) => (columns[index]?.values[step] as number) * sign;
  here.sort((a, b) => (isBetter(worth(a), worth(b)) ? -1 : isBetter(worth(b), worth(a)) ? 1 : a - b));
  return here.subarray(0, limit);
}
