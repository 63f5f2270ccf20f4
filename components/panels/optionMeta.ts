/**
 * What the options form knows of an option beyond its type: annotations of the zod schemas in options.ts, given by
 * `.meta()` at the end of a chain. The form is generated from them (panelEditor/options/describeOptions.ts).
 */
import 'zod';

/** Controls that the type of a schema does not tell. */
export type ControlHint =
  /** Text, where the schema allows other types, too; or text of several lines. */
  | 'text'
  | 'textArea'
  /** A number on a track; needs min and max. */
  | 'slider'
  /** Several calculations (`lastNotNull`, `mean`); or a single one, stored as a list of one. */
  | 'calcs'
  | 'calc'
  /** Which number fields are shown: '' for all, a display name or a regular expression. */
  | 'fields'
  /** The display name of one field, or of several. */
  | 'fieldName'
  | 'fieldNames'
  /** Gaps: false, true, or a longest gap in ms. */
  | 'gaps'
  /** Sorting of a table: a list of one column and its direction. */
  | 'tableSort'
  /** Lengths of dashes and gaps in CSS pixels. */
  | 'dashes'
  /** Several short texts: tags. */
  | 'words'
  /** An object that is one option: set, reset and overridden as a whole. */
  | 'composite';

/** Whether an option means anything depends on another one of the same schema. */
export interface ShowIf {
  /** Path of the other option, `legend.showLegend`. */
  readonly option: string;
  readonly in?: readonly (string | boolean)[];
  readonly notIn?: readonly (string | boolean)[];
}

declare module 'zod' {
  interface GlobalMeta {
    readonly title?: string;
    /** Heading of the form that it stands under; inherited by the fields of an object. */
    readonly group?: string;
    readonly description?: string;
    readonly control?: ControlHint;
    /** Names of the values of an enum. */
    readonly labels?: Readonly<Record<string, string>>;
    /** Written behind a number: `px`, `%`. */
    readonly unit?: string;
    readonly step?: number;
    /** Shown while there is no value; `auto` by default. */
    readonly placeholder?: string;
    readonly showIf?: ShowIf;
    /** Kept in the JSON and not offered; says why. */
    readonly hidden?: string;
  }
}
