import { stepTime } from '../grid';
import { withoutNames } from '../operators/names';
import type { StepVector } from '../operators/stepVector';
import { vectorArgument } from './arguments';
import type { VectorImplementation } from './implementation';

/** timestamp: of a selector the samples' own times, which the selector already gives; of all else the step's. */
export const timestamp: VectorImplementation = {
  type: 'vector',
  async evaluate(plan, evaluation) {
    const vector = await vectorArgument(plan, 0, evaluation);
    const arg = plan.args[0];
    if (arg?.type === 'select' && arg.output === 'timestamp') return withoutNames(vector, evaluation);
    const stamped: StepVector = {
      steps: vector.steps,
      series: vector.series,
      fill(index, values, present) {
        const count = vector.fill(index, values, present);
        for (let i = 0; i < values.length; i++) values[i] = stepTime(plan.grid, i) / 1000;
        return count;
      },
    };
    return withoutNames(stamped, evaluation);
  },
};
