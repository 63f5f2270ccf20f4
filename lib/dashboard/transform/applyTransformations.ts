/** The chain of a panel's transformations. */
import type { Json, JsonObject, Transformation } from '../document';
import type { Frame } from '../frame';
import { refIdTest } from './filterByRefId';
import { findTransformation } from './registry';
import { type TransformContext, TransformError } from './transformation';

/** Why a step was left out; `index` is its place in the panel's list. */
export interface TransformProblem {
  readonly index: number;
  readonly message: string;
}

export interface Transformed {
  readonly frames: readonly Frame[];
  readonly problems: readonly TransformProblem[];
}

const MAX_DEPTH = 10;

/** Variables put into every text of the options; names of keys stay. */
function interpolated(value: Json, interpolate: (text: string) => string, depth = 0): Json {
  if (typeof value === 'string') return interpolate(value);
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return value;
  if (isList(value)) return value.map((item) => interpolated(item, interpolate, depth + 1));
  return interpolatedObject(value, interpolate, depth);
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}

function interpolatedObject(value: JsonObject, interpolate: (text: string) => string, depth: number): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, interpolated(inner, interpolate, depth + 1)]),
  );
}

/** Which frames a step concerns: all, or those of the queries its filter names. */
function filterOf({ filter }: Transformation): (frame: Frame) => boolean {
  if (filter === undefined || typeof filter.options !== 'string' || filter.options === '') return () => true;
  const test = refIdTest(filter.options);
  return ({ refId }) => test(refId);
}

function applyOne(step: Transformation, frames: readonly Frame[], context: TransformContext): readonly Frame[] {
  const type = findTransformation(step.id);
  if (type === undefined) throw new TransformError(`there is no transformation ${step.id}; it is left out`);
  const concerns = filterOf(step);
  const options = interpolatedObject(step.options, context.interpolate, 0);
  const changed = type.apply(frames.filter(concerns), options, context);
  return withPassedBy(changed, frames, concerns);
}

/**
 * The frames that a step did not concern go back in one block to where the first of them stood. One at the very top
 * does not count when others follow: so it is in Grafana, and joins and columns go by the order of frames.
 */
function withPassedBy(
  changed: readonly Frame[],
  before: readonly Frame[],
  concerns: (frame: Frame) => boolean,
): readonly Frame[] {
  const passedBy = before.filter((frame) => !concerns(frame));
  if (passedBy.length === 0) return changed;
  const place = Math.max(
    0,
    before.findIndex((frame, index) => index > 0 && !concerns(frame)),
  );
  return [...changed.slice(0, place), ...passedBy, ...changed.slice(place)];
}

/**
 * The frames after all steps that are not disabled. A step that is unknown or fails is left out and named in
 * `problems`; the others go on.
 */
export function applyTransformations(
  frames: readonly Frame[],
  transformations: readonly Transformation[],
  context: TransformContext,
): Transformed {
  const problems: TransformProblem[] = [];
  let current = frames;
  transformations.forEach((step, index) => {
    if (step.disabled === true) return;
    try {
      current = applyOne(step, current, context);
    } catch (error) {
      if (!(error instanceof TransformError)) throw error;
      problems.push({ index, message: error.message });
    }
  });
  return { frames: current, problems };
}

/** The frames that enter the step at `index`, to fill its form with the names of fields. */
export function framesBefore(
  frames: readonly Frame[],
  transformations: readonly Transformation[],
  index: number,
  context: TransformContext,
): readonly Frame[] {
  return applyTransformations(frames, transformations.slice(0, index), context).frames;
}
