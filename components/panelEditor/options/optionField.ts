/** One option of a panel as the form knows it: where it is stored, what it is called, which control edits it. */
import type { z } from 'zod';
import type { ShowIf } from '@/components/panels/optionMeta';
import type { Choice } from '@/components/ui/controls/choice';

/** How an option is edited. A closed union: OptionControl.tsx has one control for each kind. */
export type ControlKind =
  | { readonly kind: 'switch' }
  /** One of several; or any of them, stored as a list. */
  | { readonly kind: 'choice' | 'choices'; readonly choices: readonly Choice[] }
  | {
      readonly kind: 'number' | 'slider';
      readonly min?: number;
      readonly max?: number;
      readonly step?: number;
      readonly integer: boolean;
    }
  | { readonly kind: 'text' | 'textArea' }
  | { readonly kind: 'calcs' | 'calc' }
  | { readonly kind: 'fields' | 'fieldName' | 'fieldNames' | 'tableSort' }
  | { readonly kind: 'gaps' | 'dashes' | 'words' }
  | { readonly kind: 'composite'; readonly fields: readonly OptionField[] }
  | { readonly kind: 'unit' | 'color' | 'thresholds' | 'mappings' | 'links' }
  | { readonly kind: 'repeat' };

/** Which part of a panel holds an option. */
export type OptionHome = 'panel' | 'options' | 'standard' | 'custom';

export interface OptionField {
  readonly home: OptionHome;
  /** Keys from the home down to the value. */
  readonly path: readonly string[];
  readonly title: string;
  readonly group: string;
  readonly description?: string;
  readonly control: ControlKind;
  /** Written behind numbers. */
  readonly unit?: string;
  /** Shown while there is no value. */
  readonly placeholder: string;
  readonly showIf?: ShowIf;
  /** Reads any JSON: wrong and missing values become the default. */
  readonly schema: z.ZodType<unknown, unknown>;
}

/** Unique within a panel type. */
export function fieldKey({ home, path }: OptionField): string {
  return `${home}.${path.join('.')}`;
}
