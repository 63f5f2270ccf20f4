'use client';

import { IconX } from '@tabler/icons-react';
import { PickerButton } from '@/components/ui/controls/PickerButton';
import { IconButton } from '@/components/ui/IconButton';
import type { FieldOverride } from '@/lib/dashboard/document';
import controls from '../controls/controls.module.css';
import { ItemButtons } from '../controls/ItemButtons';
import { MatchNote } from '../controls/MatchNote';
import { OptionControl } from '../controls/OptionControl';
import { matchedNames } from '../fieldMatches';
import type { OptionField } from '../optionField';
import type { OptionsData } from '../optionsData';
import { optionValue } from '../panelValues';
import { MatcherEditor } from './MatcherEditor';
import { MATCHER_KINDS } from './matcherKinds';
import { addProperty, type Property, propertyId, removeProperty, setPropertyValue } from './overrideEdits';
import classes from './overrides.module.css';

interface OverrideCardProps {
  readonly override: FieldOverride;
  readonly place: { readonly index: number; readonly count: number };
  readonly fields: readonly OptionField[];
  readonly data: OptionsData;
  readonly onChange: (label: string, override: FieldOverride, typing?: boolean) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One override: which fields, and what is different for them. */
export function OverrideCard({ override, place, fields, data, onChange, onMove, onRemove }: OverrideCardProps) {
  const { matcher, properties } = override;
  const name = `override ${place.index + 1}`;
  const kind = MATCHER_KINDS.find(({ id }) => id === matcher.id);
  const set = new Set(properties.map(({ id }) => id));
  return (
    <section className={controls.item} aria-label={`Override ${place.index + 1}`}>
      <div className={controls.line}>
        <span className={classes.kind}>{kind?.name ?? matcher.id}</span>
        <ItemButtons name={name} index={place.index} count={place.count} onMove={onMove} onRemove={onRemove} />
      </div>
      <MatcherEditor
        matcher={matcher}
        data={data}
        onChange={(options, typing) =>
          onChange('Change fields of override', { ...override, matcher: { ...matcher, options } }, typing)
        }
      />
      {kind === undefined ? (
        <span className={controls.note}>This kind of matcher is kept, but not applied.</span>
      ) : (
        <MatchNote names={matchedNames(matcher, data.fields)} />
      )}
      {properties.map((property, index) => (
        <PropertyRow
          // A property may be there twice; its place tells it apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          key={index}
          property={property}
          field={fields.find((field) => propertyId(field) === property.id)}
          data={data}
          onChange={(value, typing) => onChange('Change override', setPropertyValue(override, index, value), typing)}
          onRemove={() => onChange('Remove property of override', removeProperty(override, index))}
        />
      ))}
      <PickerButton
        label="Add property"
        text="Add property"
        adds
        groups={propertyGroups(fields.filter((field) => !set.has(propertyId(field))))}
        selected={[]}
        onPick={(id) => {
          const field = fields.find((one) => propertyId(one) === id);
          if (field) onChange(`Override ${field.title.toLowerCase()}`, addProperty(override, field));
        }}
      />
    </section>
  );
}

function propertyGroups(fields: readonly OptionField[]) {
  return [...new Set(fields.map(({ group }) => group))].map((group) => ({
    name: group,
    items: fields
      .filter((field) => field.group === group)
      .map((field) => ({ value: propertyId(field), label: field.title })),
  }));
}

interface PropertyRowProps {
  readonly property: Property;
  /** undefined: the panel type does not know the property; it is shown as JSON and kept. */
  readonly field: OptionField | undefined;
  readonly data: OptionsData;
  readonly onChange: (value: Property['value'], typing?: boolean) => void;
  readonly onRemove: () => void;
}

function PropertyRow({ property, field, data, onChange, onRemove }: PropertyRowProps) {
  return (
    <div className={classes.property}>
      <div className={controls.line}>
        <span className={classes.propertyTitle}>{field?.title ?? property.id}</span>
        <IconButton
          icon={IconX}
          size={24}
          label={`Remove ${(field?.title ?? property.id).toLowerCase()}`}
          onClick={onRemove}
        />
      </div>
      {field === undefined ? (
        <>
          <pre className={controls.json}>{JSON.stringify(property.value, null, 2) ?? 'no value'}</pre>
          <span className={controls.note}>Not an option of this visualisation; kept as it is.</span>
        </>
      ) : (
        <OptionControl
          field={field}
          stored={property.value}
          value={optionValue(field, property.value)}
          data={data}
          onChange={onChange}
        />
      )}
    </div>
  );
}
