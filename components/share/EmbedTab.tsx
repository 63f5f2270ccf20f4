'use client';

import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import type { PlacedPanel } from '@/components/dashboard/repeats';
import { frameHtml, soloLink } from '@/lib/dashboard/share/links';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import { withVariables } from '@/lib/dashboard/variables/scope';
import { CopyText } from './CopyText';
import { FrameRightsNote } from './FrameRightsNote';
import { LinkFields } from './LinkFields';
import { NeedsSave, UnsavedNote } from './NeedsSave';
import classes from './share.module.css';
import { type LinkChoices, useLinkState, useLinkTarget } from './useLinkState';

interface EmbedTabProps {
  /** undefined: it is chosen here. */
  readonly panel: PlacedPanel | undefined;
  readonly name: string;
}

const REFRESHES = ['10s', '30s', '1m', '5m', '15m', '1h'];

/** HTML that shows one panel in a frame of another page. */
export function EmbedTab({ panel, name }: EmbedTabProps) {
  const { info } = useEditor();
  const [choices, setChoices] = useState<LinkChoices>({ lockTime: false, theme: undefined });
  const [refresh, setRefresh] = useState('');
  const [size, setSize] = useState({ width: 640, height: 320 });
  const [chosen, setChosen] = useState<string>();
  const options = usePanelChoices();
  const key = panel?.key ?? chosen ?? options[0]?.value;
  const target = useLinkTarget(key);
  const state = useLinkState(choices);
  if (info.uid === '') return <NeedsSave />;
  if (key === undefined) return <p className={classes.empty}>This dashboard has no panel to embed.</p>;
  const url = soloLink(target, state, refresh);
  const title = panel === undefined ? (options.find(({ value }) => value === key)?.label ?? '') : name;
  return (
    <div className={classes.form}>
      <p className={classes.lead}>Shows one panel, and nothing else, in a frame of another page.</p>
      {panel === undefined ? (
        <Select
          label="Panel"
          data={options}
          value={key}
          allowDeselect={false}
          searchable={options.length > 8}
          onChange={(value) => setChosen(value ?? undefined)}
        />
      ) : null}
      <LinkFields choices={choices} onChange={setChoices} />
      <div className={classes.sizes}>
        <Size label="Width" value={size.width} onChange={(width) => setSize({ ...size, width })} />
        <Size label="Height" value={size.height} onChange={(height) => setSize({ ...size, height })} />
        <Select
          label="Refresh"
          data={[{ value: '', label: 'Off' }, ...REFRESHES.map((value) => ({ value, label: value }))]}
          value={refresh}
          allowDeselect={false}
          onChange={(value) => setRefresh(value ?? '')}
        />
      </div>
      <CopyText label="HTML" text={frameHtml(url, title, size)} rows={5} />
      <FrameRightsNote path={url} />
      <UnsavedNote />
      <a className={classes.link} href={url} target="_blank" rel="noopener noreferrer">
        Open the panel alone
      </a>
    </div>
  );
}

function Size({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <NumberInput
      label={label}
      suffix=" px"
      min={100}
      max={4000}
      step={20}
      allowDecimal={false}
      value={value}
      onChange={(next) => {
        if (typeof next === 'number') onChange(next);
      }}
    />
  );
}

/** All panels of the page by title; those that share one are numbered. */
function usePanelChoices(): { value: string; label: string }[] {
  const { sections, scope } = useDashboard();
  const counts = new Map<string, number>();
  return sections
    .flatMap(({ panels }) => panels)
    .map(({ key, panel, variables }) => {
      const title = interpolate(panel.title, withVariables(scope, variables), 'text') || `Panel ${panel.id}`;
      const count = (counts.get(title) ?? 0) + 1;
      counts.set(title, count);
      return { value: key, label: count === 1 ? title : `${title} (${count})` };
    });
}
