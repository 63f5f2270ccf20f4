/** What panels draw: tables of columns. No object per point. */
import type { FieldConfig } from './document';

export type FieldType = 'time' | 'number' | 'string' | 'boolean';

/** One column. Times are ms since the epoch in a Float64Array; a number that is absent is NaN in `values`. */
export type Field = NumberField | TextField;

interface FieldBase {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Defaults and overrides of the panel already applied. */
  readonly config: FieldConfig;
}

export interface NumberField extends FieldBase {
  readonly type: 'time' | 'number';
  readonly values: Float64Array;
  /** 1 where there is a value, to tell an absent value from a real NaN; none: all are present. */
  readonly present?: Uint8Array;
  /** In a table of series: the series that each row stands for. */
  readonly sparklines?: readonly { readonly times: Float64Array; readonly field: NumberField }[];
}

export interface TextField extends FieldBase {
  readonly type: 'string' | 'boolean';
  readonly values: readonly (string | null)[];
}

/** Fields of equal length. A time series is a frame of one time field and one number field. */
export interface Frame {
  readonly refId: string;
  readonly name: string;
  readonly fields: readonly Field[];
  readonly length: number;
  readonly stepMs?: number;
}
