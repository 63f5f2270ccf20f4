'use client';

import { NativeSelect, SegmentedControl, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { useTimeZones } from '@/components/timeRange/useTimeZones';
import type { Dashboard } from '@/lib/dashboard/document';
import { changeSettings, type DashboardSettings } from '@/lib/dashboard/edit/settings';
import { resolveZone } from '@/lib/time/zone';
import { DeleteSection } from './DeleteSection';
import { FolderField } from './FolderField';
import { SettingsSection } from './SettingsSection';
import classes from './settings.module.css';
import { TimeDefaults } from './TimeDefaults';

/** Sets one setting; steps of undo that follow each other on the same one are one. */
export type ChangeSettings = (label: string, changes: Partial<DashboardSettings>) => void;

/** What a dashboard is called and how it behaves as a whole. */
export function GeneralSettings() {
  const { dashboard, edit, info } = useEditor();
  const change: ChangeSettings = (label, changes) =>
    edit(label, (known) => changeSettings(known, changes), `settings ${label}`);
  return (
    <>
      <SettingsSection title="General">
        <TextInput
          label="Title"
          value={dashboard.title}
          maxLength={500}
          error={dashboard.title.trim() === '' ? 'A dashboard needs a title.' : undefined}
          onChange={(event) => change('Change title', { title: event.currentTarget.value })}
        />
        <Textarea
          label="Description"
          value={dashboard.description}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          onChange={(event) => change('Change description', { description: event.currentTarget.value })}
        />
        <TagsInput
          label="Tags"
          description="Enter or a comma ends a tag."
          value={[...dashboard.tags]}
          onChange={(tags) => change('Change tags', { tags })}
        />
        <FolderField />
      </SettingsSection>
      <TimeDefaults dashboard={dashboard} onChange={change} />
      <SettingsSection title="Behaviour">
        <ZoneSelect dashboard={dashboard} onChange={change} />
        <TooltipMode dashboard={dashboard} onChange={change} />
        <Switch
          label="Editable"
          description="Off: kept in the JSON for those who import it; editors here may still change it."
          checked={dashboard.editable}
          onChange={(event) => change('Change editable', { editable: event.currentTarget.checked })}
        />
      </SettingsSection>
      {info.uid === '' ? null : <DeleteSection uid={info.uid} title={dashboard.title} />}
    </>
  );
}

interface FieldProps {
  readonly dashboard: Dashboard;
  readonly onChange: ChangeSettings;
}

function ZoneSelect({ dashboard: { timezone }, onChange }: FieldProps) {
  const zones = useTimeZones();
  const named = [
    { value: 'browser', label: `Browser (${resolveZone('browser')})` },
    { value: 'utc', label: 'UTC' },
  ];
  const known = zones.includes(timezone) || named.some(({ value }) => value === timezone);
  return (
    <NativeSelect
      label="Time zone"
      value={timezone}
      data={[...named, ...(known ? [] : [timezone]), ...zones]}
      onChange={(event) => onChange('Change time zone', { timezone: event.currentTarget.value })}
    />
  );
}

const TOOLTIP_MODES = [
  { value: '0', label: 'Own panel' },
  { value: '1', label: 'Shared crosshair' },
  { value: '2', label: 'Shared tooltip' },
] as const;

function TooltipMode({ dashboard: { graphTooltip }, onChange }: FieldProps) {
  const { ready } = useDashboard();
  return (
    <fieldset className={classes.choice}>
      <legend>Pointing at a chart shows the time in</legend>
      <SegmentedControl
        aria-label="Pointing at a chart shows the time in"
        data={[...TOOLTIP_MODES]}
        value={String(graphTooltip)}
        disabled={!ready}
        onChange={(mode) => onChange('Change crosshair', { graphTooltip: mode === '1' ? 1 : mode === '2' ? 2 : 0 })}
      />
    </fieldset>
  );
}
