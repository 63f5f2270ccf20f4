'use client';

import type { Json } from '@/lib/dashboard/document';
import { OptionControl } from './controls/OptionControl';
import type { OptionField } from './optionField';
import classes from './options.module.css';
import type { OptionsData } from './optionsData';
import { isChanged, optionValue } from './panelValues';

interface OptionRowProps {
  readonly field: OptionField;
  readonly stored: unknown;
  readonly data: OptionsData;
  readonly onChange: (field: OptionField, value: Json | undefined, typing?: boolean) => void;
}

/** Controls that need the whole width; their group names them already. */
const WIDE = new Set<OptionField['control']['kind']>(['thresholds', 'mappings', 'links', 'textArea']);

/** An option: a dot where it is changed, which resets it, its title and its control. */
export function OptionRow({ field, stored, data, onChange }: OptionRowProps) {
  const { title, description, control, group } = field;
  const changed = isChanged(field, stored);
  const isWide = WIDE.has(control.kind);
  return (
    <div className={classes.row} data-wide={isWide || undefined}>
      <div className={classes.title}>
        {changed ? (
          <button
            type="button"
            className={classes.dot}
            aria-label={`Reset ${title.toLowerCase()}`}
            title="Changed. Click to reset"
            onClick={() => onChange(field, undefined)}
          />
        ) : null}
        {isWide && title === group ? null : <span title={description}>{title}</span>}
      </div>
      <div className={classes.control}>
        <OptionControl
          field={field}
          stored={stored}
          value={optionValue(field, stored)}
          data={data}
          onChange={(value, typing) => onChange(field, value, typing)}
        />
      </div>
    </div>
  );
}
