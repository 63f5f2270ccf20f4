import type { Json } from '@/lib/dashboard/document';
import type { OptionField } from '../optionField';
import type { OptionsData } from '../optionsData';

/** What every control of an option gets. */
export interface ControlProps {
  readonly field: OptionField;
  /** As stored; undefined where the JSON has none. */
  readonly stored: unknown;
  /** What the option means: the stored value, or the default. */
  readonly value: unknown;
  readonly data: OptionsData;
  /**
   * Sets the option; undefined takes it away. `typing`: one of many quick changes (letters, a dragged slider) that
   * undo takes back together.
   */
  readonly onChange: (value: Json | undefined, typing?: boolean) => void;
}
