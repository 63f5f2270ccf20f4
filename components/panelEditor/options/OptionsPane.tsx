'use client';

import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { findPanelType } from '@/components/panels/registry';
import { Button } from '@/components/ui/Button';
import { Segments } from '@/components/ui/controls/Segments';
import type { Json, Panel } from '@/lib/dashboard/document';
import type { Frame } from '@/lib/dashboard/frame';
import { OptionGroupSection } from './OptionGroupSection';
import { OptionRow } from './OptionRow';
import { fieldKey, type OptionField } from './optionField';
import classes from './options.module.css';
import { optionsData } from './optionsData';
import { groupText } from './optionText';
import { OverridesSection } from './overrides/OverridesSection';
import { changedFields, filterGroups, type PaneFilter, searchWords } from './paneFilter';
import { panelForm } from './panelForm';
import { isChanged, readOption, writeOption } from './panelValues';
import { useTypeSwitch } from './picker/useTypeSwitch';
import { VisualisationPicker } from './picker/VisualisationPicker';

export interface OptionsPaneProps {
  readonly panel: Panel;
  /** What the panel draws at present: names, values to preview, suggestions. */
  readonly frames: readonly Frame[];
  /** A step of undo with its label; steps of the same `group` that follow each other are one. */
  readonly onChange: (label: string, panel: Panel, group?: string) => void;
}

const OPEN_AT_FIRST: readonly string[] = ['Graph styles', 'Values', 'Standard options', 'Thresholds', 'Text', 'Table'];

/** Everything that can be set on a panel beside its queries: visualisation, options, field options, overrides. */
export function OptionsPane({ panel, frames, onChange }: OptionsPaneProps) {
  const { variables } = useEditor().dashboard;
  const type = findPanelType(panel.type);
  const form = panelForm(type);
  const [filter, setFilter] = useState<PaneFilter>({ view: 'all', search: '' });
  const [picking, setPicking] = useState(false);
  const switchTo = useTypeSwitch(panel, onChange);
  const data = useMemo(
    () =>
      optionsData(
        panel,
        frames,
        variables.map(({ name }) => name),
      ),
    [panel, frames, variables],
  );
  const read = (field: OptionField) => readOption(panel, field);
  const set = (field: OptionField, value: Json | undefined, typing?: boolean) => {
    const label = value === undefined ? `Reset ${field.title.toLowerCase()}` : `Change ${field.title.toLowerCase()}`;
    onChange(label, writeOption(panel, field, value), typing ? `panel ${panel.id} ${fieldKey(field)}` : undefined);
  };
  const changed = changedFields(form.fields, read).length;
  const overrides = panel.fieldConfig.overrides.length;
  return (
    <div className={classes.pane}>
      <div className={classes.head}>
        <VisualisationPicker
          panel={panel}
          frames={frames}
          opened={picking}
          onToggle={setPicking}
          onPick={(next) => switchTo(next)}
        />
        {picking ? null : (
          <div className={classes.tools}>
            <label className={classes.search}>
              <IconSearch size={14} aria-hidden />
              <input
                type="search"
                aria-label="Search options"
                placeholder="Search"
                value={filter.search}
                onChange={(event) => setFilter({ ...filter, search: event.target.value })}
              />
            </label>
            <div className={classes.filter}>
              <Segments
                label="Options shown"
                choices={[
                  { value: 'all', label: 'All' },
                  { value: 'changed', label: `Changed ${changed}` },
                  { value: 'overrides', label: `Overrides ${overrides}` },
                ]}
                value={filter.view}
                onChange={(view) =>
                  setFilter({ ...filter, view: view === 'changed' || view === 'overrides' ? view : 'all' })
                }
              />
            </div>
          </div>
        )}
      </div>
      {picking ? null : (
        <div className={classes.body}>
          {filter.view === 'overrides' ? null : (
            <OptionGroups
              form={form}
              filter={filter}
              read={read}
              onReset={() => setFilter({ view: 'all', search: '' })}
            >
              {(field) => (
                <OptionRow key={fieldKey(field)} field={field} stored={read(field)} data={data} onChange={set} />
              )}
            </OptionGroups>
          )}
          {form.overridable.length > 0 && filter.search === '' && filter.view !== 'changed' ? (
            <OverridesSection
              panel={panel}
              fields={form.overridable}
              data={data}
              alwaysOpen={filter.view === 'overrides'}
              onChange={onChange}
            />
          ) : null}
        </div>
      )}
    </div>
  );
}

interface OptionGroupsProps {
  readonly form: ReturnType<typeof panelForm>;
  readonly filter: PaneFilter;
  readonly read: (field: OptionField) => unknown;
  readonly onReset: () => void;
  readonly children: (field: OptionField) => React.ReactNode;
}

/** The groups of the form. While something is searched for, all that hold a result are open. */
function OptionGroups({ form, filter, read, onReset, children }: OptionGroupsProps) {
  const [open, setOpen] = useState<readonly string[]>(OPEN_AT_FIRST);
  const groups = filterGroups(form.groups, filter, read);
  const isNarrow = filter.view === 'changed' || searchWords(filter.search).length > 0;
  if (groups.length === 0) {
    return (
      <div className={classes.nothing} role="status">
        <p>{filter.search === '' ? 'Every option is at its default.' : `No option is called “${filter.search}”.`}</p>
        <Button onClick={onReset}>Show all options</Button>
      </div>
    );
  }
  return groups.map(({ title, fields }) => {
    const all = form.groups.find((group) => group.title === title)?.fields ?? fields;
    return (
      <OptionGroupSection
        key={title}
        title={title}
        summary={groupText(all, read)}
        changed={all.some((field) => isChanged(field, read(field)))}
        open={isNarrow || open.includes(title)}
        onToggle={() => setOpen(open.includes(title) ? open.filter((one) => one !== title) : [...open, title])}
      >
        {fields.map(children)}
      </OptionGroupSection>
    );
  });
}
