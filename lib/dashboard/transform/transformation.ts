/** Transformations: frames in, frames out, as a panel's JSON lists them. */
import type { JsonObject } from '../document';
import type { Frame } from '../frame';

export interface TransformContext {
  /** Replaces variables in an option's text. */
  readonly interpolate: (text: string) => string;
}

/** One kind of transformation. Pure; options are hostile JSON, what does not fit falls back to a default. */
export interface TransformationType {
  /** As dashboards name it, `organize`. */
  readonly id: string;
  readonly name: string;
  /** One sentence for the picker. */
  readonly description: string;
  /** Throws TransformError where the options cannot be followed. Frames and columns that come in are not changed. */
  readonly apply: (frames: readonly Frame[], options: JsonObject, context: TransformContext) => readonly Frame[];
}

/** What keeps a transformation from doing its work, told at the panel. */
export class TransformError extends Error {
  readonly code = 'transform';
}
