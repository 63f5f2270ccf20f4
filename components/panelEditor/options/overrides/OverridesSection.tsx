'use client';

import { useState } from 'react';
import { PickerButton } from '@/components/ui/controls/PickerButton';
import type { Panel } from '@/lib/dashboard/document';
import controls from '../controls/controls.module.css';
import { OptionGroupSection } from '../OptionGroupSection';
import type { OptionField } from '../optionField';
import type { OptionsData } from '../optionsData';
import { MATCHER_KINDS } from './matcherKinds';
import { OverrideCard } from './OverrideCard';
import { addOverride, moveOverride, removeOverride, replaceOverride } from './overrideEdits';

interface OverridesSectionProps {
  readonly panel: Panel;
  /** Options that overrides may set. */
  readonly fields: readonly OptionField[];
  readonly data: OptionsData;
  readonly alwaysOpen: boolean;
  readonly onChange: (label: string, panel: Panel, group?: string) => void;
}

/** What is different for some fields; later overrides go before earlier ones. */
export function OverridesSection({ panel, fields, data, alwaysOpen, onChange }: OverridesSectionProps) {
  const [open, setOpen] = useState(false);
  const { overrides } = panel.fieldConfig;
  return (
    <OptionGroupSection
      title="Overrides"
      summary={String(overrides.length || 'none')}
      changed={overrides.length > 0}
      open={open || alwaysOpen}
      onToggle={() => setOpen(!open)}
    >
      <div className={controls.stack}>
        {overrides.length === 0 ? (
          <p className={controls.note}>
            An override changes options of some fields only: the colour of one series, the unit of one column.
          </p>
        ) : null}
        {overrides.map((override, index) => (
          <OverrideCard
            // Overrides have no other identity than their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={index}
            override={override}
            place={{ index, count: overrides.length }}
            fields={fields}
            data={data}
            onChange={(label, next, typing) =>
              onChange(
                label,
                replaceOverride(panel, index, next),
                typing ? `panel ${panel.id} override ${index}` : undefined,
              )
            }
            onMove={(step) => onChange('Move override', moveOverride(panel, index, step))}
            onRemove={() => onChange('Remove override', removeOverride(panel, index))}
          />
        ))}
        <PickerButton
          label="Add override"
          text="Add override"
          adds
          groups={[{ name: '', items: MATCHER_KINDS.map(({ id, name }) => ({ value: id, label: name })) }]}
          selected={[]}
          onPick={(id) => {
            const kind = MATCHER_KINDS.find((one) => one.id === id);
            if (!kind) return;
            setOpen(true);
            onChange('Add override', addOverride(panel, { id, options: kind.initial(data) }));
          }}
        />
      </div>
    </OptionGroupSection>
  );
}
