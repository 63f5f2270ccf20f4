/** Functions between scalars and vectors: time, pi, scalar, vector, and the query's own times. */
import { stepTime } from '../grid';
import { materialize, samplesOf } from '../operators/stepVector';
import { scalarArgument, vectorArgument } from './arguments';
import type { ScalarImplementation, VectorImplementation } from './implementation';
import { singleSeries } from './single';

function constant(value: (times: { startMs: number; endMs: number; stepMs: number }) => number): ScalarImplementation {
  return {
    type: 'scalar',
    evaluate: async (plan, { times }) => new Float64Array(plan.grid.steps).fill(value(times)),
  };
}

export const pi = constant(() => Math.PI);
export const start = constant((times) => times.startMs / 1000);
export const end = constant((times) => times.endMs / 1000);
export const step = constant((times) => times.stepMs / 1000);
export const range = constant((times) => (times.endMs - times.startMs) / 1000);

function ofTwo(choose: (a: number, b: number) => number): ScalarImplementation {
  return {
    type: 'scalar',
    async evaluate(plan, evaluation) {
      const left = await scalarArgument(plan, 0, evaluation);
      const right = await scalarArgument(plan, 1, evaluation);
      return left.map((a, i) => choose(a, right[i] as number));
    },
  };
}

export const minOf = ofTwo(Math.min);
export const maxOf = ofTwo(Math.max);

export const time: ScalarImplementation = {
  type: 'scalar',
  evaluate: async ({ grid }) => Float64Array.from({ length: grid.steps }, (_, i) => stepTime(grid, i) / 1000),
};

/** The only sample of a step, or NaN when there are none or several. */
export const scalar: ScalarImplementation = {
  type: 'scalar',
  async evaluate(plan, evaluation) {
    const vector = await vectorArgument(plan, 0, evaluation);
    const columns = await materialize(vector, evaluation.budget);
    const out = new Float64Array(vector.steps).fill(Number.NaN);
    const counts = new Uint32Array(vector.steps);
    for (const { values, present } of columns) {
      for (let i = 0; i < out.length; i++) {
        if (present[i] === 0) continue;
        counts[i] = (counts[i] as number) + 1;
        out[i] = counts[i] === 1 ? (values[i] as number) : Number.NaN;
      }
    }
    evaluation.budget.release(samplesOf(columns, vector.steps));
    return out;
  },
};

export const vector: VectorImplementation = {
  type: 'vector',
  evaluate: async (plan, evaluation) => singleSeries(await scalarArgument(plan, 0, evaluation)),
};
