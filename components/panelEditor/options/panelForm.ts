/** All options of a panel type in the order of the form. */
import type { PanelType } from '@/components/panels/panelType';
import { describeOptions } from './describeOptions';
import type { OptionField } from './optionField';
import { PANEL_FIELDS, standardFields } from './standardFields';

export interface OptionGroup {
  readonly title: string;
  readonly fields: readonly OptionField[];
}

export interface PanelForm {
  readonly fields: readonly OptionField[];
  readonly groups: readonly OptionGroup[];
  /** What overrides may set: standard options and those of `custom`. */
  readonly overridable: readonly OptionField[];
}

/** Groups of standard options; a type's own fields may join them (`Show as` of thresholds). */
const LAST_GROUPS = ['Standard options', 'Thresholds', 'Value mappings', 'Data links'];

function buildForm(type: PanelType<unknown> | undefined): PanelForm {
  const own = type ? describeOptions(type.options, 'options') : [];
  const custom = type?.custom ? describeOptions(type.custom, 'custom') : [];
  const standard = standardFields(type?.standard ?? []);
  const isLast = ({ group }: OptionField) => LAST_GROUPS.includes(group);
  const fields = [
    ...PANEL_FIELDS,
    ...[...own, ...custom].filter((field) => !isLast(field)),
    ...standard,
    ...[...own, ...custom].filter(isLast),
  ];
  const titles = [...new Set(fields.map(({ group }) => group))].sort(
    (a, b) => LAST_GROUPS.indexOf(a) - LAST_GROUPS.indexOf(b),
  );
  const groups = titles.map((title) => ({ title, fields: fields.filter(({ group }) => group === title) }));
  return { fields, groups, overridable: [...standard, ...custom] };
}

const forms = new Map<PanelType<unknown> | undefined, PanelForm>();

/** The form of a type; for an unknown type only the options of the panel itself. */
export function panelForm(type: PanelType<unknown> | undefined): PanelForm {
  const known = forms.get(type);
  if (known) return known;
  const form = buildForm(type);
  forms.set(type, form);
  return form;
}
