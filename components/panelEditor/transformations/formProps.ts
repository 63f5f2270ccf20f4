import type { JsonObject, Transformation } from '@/lib/dashboard/document';
import type { Frame } from '@/lib/dashboard/frame';

/** What the form of a transformation gets. */
export interface TransformFormProps {
  readonly step: Transformation;
  /** The frames that enter the step. */
  readonly frames: readonly Frame[];
  /** Replaces the options; what a form does not know stays in them. */
  readonly onChange: (options: JsonObject) => void;
}
