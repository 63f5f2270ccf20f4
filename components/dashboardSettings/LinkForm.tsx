'use client';

import { SegmentedControl, Switch, TagsInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { DialogActions } from '@/components/ui/Dialog';
import type { JsonObject } from '@/lib/dashboard/document';
import { type DashboardLink, readLinks, safeUrl, writeLink } from '@/lib/dashboard/links';
import classes from './settings.module.css';

interface LinkFormProps {
  /** The link as it stands in the document; what the form does not show is kept. */
  readonly kept: JsonObject;
  readonly onApply: (link: JsonObject) => void;
  readonly onCancel: () => void;
}

/** One link of a dashboard. */
export function LinkForm({ kept, onApply, onCancel }: LinkFormProps) {
  const [link, setLink] = useState<DashboardLink>(() => readLinks([kept])[0] ?? EMPTY);
  const set = (changes: Partial<DashboardLink>) => setLink({ ...link, ...changes });
  const problem = problemOf(link);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === undefined) onApply(writeLink(link, kept));
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <SegmentedControl
        aria-label="What the link leads to"
        data={[
          { value: 'link', label: 'Page' },
          { value: 'dashboards', label: 'Dashboards by tag' },
        ]}
        value={link.type}
        onChange={(type) => set({ type: type === 'dashboards' ? 'dashboards' : 'link' })}
      />
      <TextInput
        label="Title"
        value={link.title}
        maxLength={500}
        data-autofocus
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      {link.type === 'link' ? (
        <PageFields link={link} problem={problem} onChange={set} />
      ) : (
        <TagsInput
          label="Tags"
          description="Dashboards that have all of them."
          value={[...link.tags]}
          onChange={(tags) => set({ tags })}
        />
      )}
      <Switches link={link} onChange={set} />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={problem !== undefined}>
          Apply
        </Button>
      </DialogActions>
    </form>
  );
}

const EMPTY: DashboardLink = {
  type: 'link',
  title: '',
  tooltip: '',
  url: '',
  tags: [],
  asDropdown: true,
  includeVars: false,
  keepTime: false,
  newTab: false,
};

/** What keeps the link from being applied. */
function problemOf({ type, url }: DashboardLink): string | undefined {
  if (type === 'dashboards') return undefined;
  if (url.trim() === '') return 'Where does it lead?';
  return safeUrl(url) !== undefined ? undefined : 'Only http, https, mailto and addresses of this site may be linked.';
}

interface FieldsProps {
  readonly link: DashboardLink;
  readonly onChange: (changes: Partial<DashboardLink>) => void;
}

function PageFields({ link, problem, onChange }: FieldsProps & { readonly problem: string | undefined }) {
  return (
    <>
      <TextInput
        label="URL"
        description="May hold variables, as https://wiki.example/${host}."
        value={link.url}
        maxLength={5000}
        error={link.url === '' ? undefined : problem}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
      />
      <TextInput
        label="Tooltip"
        value={link.tooltip}
        maxLength={1000}
        onChange={(event) => onChange({ tooltip: event.currentTarget.value })}
      />
    </>
  );
}

const SWITCHES = [
  ['keepTime', 'Take the time range along'],
  ['includeVars', 'Take the values of variables along'],
  ['newTab', 'Open in a new tab'],
] as const;

function Switches({ link, onChange }: FieldsProps) {
  return (
    <div className={classes.switches}>
      {link.type === 'dashboards' ? (
        <Switch
          label="As a menu"
          checked={link.asDropdown}
          onChange={(event) => onChange({ asDropdown: event.currentTarget.checked })}
        />
      ) : null}
      {SWITCHES.map(([name, label]) => (
        <Switch
          key={name}
          label={label}
          checked={link[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
        />
      ))}
    </div>
  );
}
