'use client';

import { getPath } from '../jsonPath';
import { isShown, objectOf, optionValue, withPart } from '../panelValues';
import type { ControlProps } from './controlProps';
import classes from './controls.module.css';
import { OptionControl } from './OptionControl';

/** An option of several parts; it is stored whole. */
export function CompositeControl({ field, stored, data, onChange }: ControlProps) {
  const parts = field.control.kind === 'composite' ? field.control.fields : [];
  const object = objectOf(stored);
  const read = (part: (typeof parts)[number]) => getPath(object, part.path);
  return (
    <div className={classes.stack}>
      {parts
        .filter((part) => isShown(part, parts, read))
        .map((part) => {
          const control = (
            <OptionControl
              field={part}
              stored={read(part)}
              value={optionValue(part, read(part))}
              data={data}
              onChange={(value, typing) => onChange(withPart(field, stored, part, value), typing)}
            />
          );
          if (part.title === field.title) return <div key={part.path.join('.')}>{control}</div>;
          return (
            <div key={part.path.join('.')} className={classes.line}>
              <span className={classes.partLabel}>{part.title}</span>
              <span className={classes.grow}>{control}</span>
            </div>
          );
        })}
    </div>
  );
}
