import type { Members } from '../postgres/directory';
import { RefPositions } from './refPositions';

type Listed = Pick<Members, 'refs' | 'lastMs'>;

/**
 * The earlier members of a window, and those that got samples.
 * @param lastMs last sample of `refs[i]`, which are in no order; −Infinity for a series without samples
 */
export function mergeMembers(earlier: Listed | undefined, refs: Uint32Array, lastMs: Float64Array): Listed {
  const positions = new RefPositions(refs);
  const added = refs.filter((_, i) => lastMs[i] !== -Infinity).sort();
  const known = earlier?.refs ?? new Uint32Array(0);
  const merged = {
    refs: new Uint32Array(known.length + added.length),
    lastMs: new Float64Array(known.length + added.length),
  };
  let count = 0;
  for (let i = 0, k = 0; i < added.length || k < known.length; count++) {
    const ref = Math.min(added[i] ?? Infinity, known[k] ?? Infinity);
    merged.refs[count] = ref;
    merged.lastMs[count] = -Infinity;
    if (known[k] === ref) merged.lastMs[count] = earlier?.lastMs[k++] as number;
    if (added[i] !== ref) continue;
    merged.lastMs[count] = Math.max(merged.lastMs[count] as number, lastMs[positions.of(ref)] as number);
    i++;
  }
  return { refs: merged.refs.slice(0, count), lastMs: merged.lastMs.slice(0, count) };
}
