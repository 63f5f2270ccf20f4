import { stepTimes } from '../grid';
import { withoutNames } from '../operators/names';
import { derived } from '../operators/stepVector';
import { vectorArgument } from './arguments';
import type { VectorImplementation } from './implementation';

/** timestamp: of a selector the samples' own times, which the selector already gives; of all else the step's. */
export const timestamp: VectorImplementation = {
  type: 'vector',
  async evaluate(plan, evaluation) {
    const vector = await vectorArgument(plan, 0, evaluation);
    const arg = plan.args[0];
    if (arg?.type === 'select' && arg.output === 'timestamp') return withoutNames(vector, evaluation);
    const times = stepTimes(plan.grid);
    const stamped = derived(vector, ({ values }, count) => {
      for (let i = 0; i < values.length; i++) values[i] = (times[i] as number) / 1000;
      return count;
    });
    return withoutNames(stamped, evaluation);
  },
};
