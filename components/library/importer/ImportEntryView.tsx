'use client';

import { Radio, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconFileText } from '@tabler/icons-react';
import Link from 'next/link';
import { FindingsView } from './FindingsView';
import classes from './importer.module.css';
import type { ImportDraft } from './readImport';
import type { ImportEntry, UidChoice } from './useImport';

interface ImportEntryViewProps {
  readonly entry: ImportEntry;
  readonly onChange: (part: { readonly title?: string; readonly uidChoice?: UidChoice }) => void;
}

/** One dashboard: what it is, what becomes of it, what of it is not honoured. */
export function ImportEntryView({ entry, onChange }: ImportEntryViewProps) {
  const { source, outcome } = entry;
  return (
    <li className={classes.entry} data-outcome={source.ok ? outcome.type : 'failed'}>
      <h2 className={classes.entryHead}>
        <EntryIcon entry={entry} />
        <span className={classes.fileName}>{source.name}</span>
      </h2>
      {source.ok ? (
        <DraftView entry={entry} draft={source.draft} onChange={onChange} />
      ) : (
        <p role="alert">{source.problem}</p>
      )}
      {outcome.type === 'failed' ? <p role="alert">Not imported: {outcome.message}</p> : null}
      {outcome.type === 'done' ? (
        <p role="status">
          Imported as <Link href={outcome.url}>{entry.title}</Link>
        </p>
      ) : null}
    </li>
  );
}

function EntryIcon({ entry: { source, outcome } }: { readonly entry: ImportEntry }) {
  if (!source.ok || outcome.type === 'failed')
    return <IconAlertTriangle size={16} color="var(--crit)" aria-label="Failed" />;
  if (outcome.type === 'done') return <IconCircleCheck size={16} color="var(--ok)" aria-label="Imported" />;
  return <IconFileText size={16} stroke={1.6} aria-hidden />;
}

function DraftView({ entry, draft, onChange }: ImportEntryViewProps & { readonly draft: ImportDraft }) {
  const { existing, title, uidChoice, outcome } = entry;
  const panels = draft.panelCount === 1 ? '1 panel' : `${draft.panelCount} panels`;
  return (
    <>
      {outcome.type === 'done' ? null : (
        <TextInput
          label="Title"
          value={title}
          maxLength={5000}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
      )}
      <p className={classes.facts}>
        {panels} ·{' '}
        {draft.uid === '' ? (
          'gets a new uid'
        ) : (
          <>
            uid <code>{draft.uid}</code>
          </>
        )}
      </p>
      {existing === undefined || outcome.type === 'done' ? null : (
        <Radio.Group
          label={`The uid belongs to “${existing.title}”${existing.folderTitle === '' ? '' : ` in ${existing.folderTitle}`}`}
          value={uidChoice}
          onChange={(value) => onChange({ uidChoice: value === 'new' ? 'new' : 'overwrite' })}
        >
          <div className={classes.choices}>
            <Radio value="overwrite" label="Save over it, as a new version" />
            <Radio value="new" label="Keep it, and import under a new uid" />
          </div>
        </Radio.Group>
      )}
      <FindingsView findings={draft.report} />
    </>
  );
}
