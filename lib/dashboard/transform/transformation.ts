/** Transformations: frames in, frames out, as a panel's JSON lists them. */
import type { JsonObject } from '../document';
import type { Frame } from '../frame';

export interface TransformContext {
  /** Replaces variables in an option's text. */
  readonly interpolate: (text: string) => string;
  /**
   * A test by a regular expression of a dashboard (`/…/i`, or the bare pattern); undefined when it is not valid.
   */
  readonly regex: (pattern: string) => ((text: string) => boolean) | undefined;
}

/** One kind of transformation. Pure; options are hostile JSON, what does not fit falls back to a default. */
export interface TransformationType {
  /** As dashboards name it, `organize`. */
  readonly id: string;
  readonly name: string;
  /** One sentence for the picker. */
  readonly description: string;
  readonly apply: (frames: readonly Frame[], options: JsonObject, context: TransformContext) => readonly Frame[];
}
