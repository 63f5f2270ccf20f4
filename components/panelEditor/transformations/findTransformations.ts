import { transformationTypes } from '@/lib/dashboard/transform/registry';
import type { TransformationType } from '@/lib/dashboard/transform/transformation';

/** The kinds that hold all words of a search, those that hold them in their name first. */
export function findTransformations(search: string): TransformationType[] {
  const words = search.toLowerCase().split(/\s+/);
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const found = Object.values(transformationTypes).filter(({ id, name, description }) =>
    holds(`${id} ${name} ${description}`),
  );
  return [...found.filter(({ name }) => holds(name)), ...found.filter(({ name }) => !holds(name))];
}
