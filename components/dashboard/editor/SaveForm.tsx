'use client';

import { Checkbox, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type ChosenFolder, FolderSelect } from '@/components/library/FolderSelect';
import { Button } from '@/components/ui/Button';
import { DialogActions } from '@/components/ui/Dialog';
import { diffDashboards } from '@/lib/dashboard/diff/diffDashboards';
import { ChangeList } from './ChangeList';
import { useEditor } from './EditorContext';
import classes from './editor.module.css';
import type { SaveProblem } from './saveProblem';
import { hasChoices, type PageChoices, type SavePlan, type WantedChoices, withChoices } from './saveRequest';

interface SaveFormProps {
  /** A first save, or a copy: asks for title and folder. */
  readonly asNew: boolean;
  readonly choices: PageChoices;
  readonly wanted: WantedChoices;
  readonly onWant: (wanted: WantedChoices) => void;
  readonly saving: boolean;
  readonly problem: SaveProblem | undefined;
  readonly onSave: (plan: SavePlan, folderTitle: string) => void;
  readonly onCopy: () => void;
  readonly onCancel: () => void;
}

/** What a save needs to know, and what it will store. */
export function SaveForm(props: SaveFormProps) {
  const { asNew, choices, wanted, onWant, saving, problem, onSave, onCopy, onCancel } = props;
  const { dashboard, stored, info } = useEditor();
  const [title, setTitle] = useState(() => firstTitle(dashboard.title, asNew, info.version));
  const [folder, setFolder] = useState<ChosenFolder>({ uid: info.folderUid, title: info.folderTitle });
  const [tags, setTags] = useState<readonly string[]>(dashboard.tags);
  const [message, setMessage] = useState('');
  const chosen = withChoices(dashboard, choices, wanted);
  const document = asNew ? { ...chosen, title: title.trim(), tags } : chosen;
  const changes = asNew ? [] : diffDashboards(stored, document);
  const nothing = !asNew && changes.length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (nothing || document.title === '' || saving) return;
    const plan = { document, draft: dashboard, asNew, folderUid: folder.uid, message: message.trim() };
    onSave({ ...plan, overwrite: false }, folder.title);
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      {asNew ? (
        <>
          <TextInput
            label="Title"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={titleProblem(title, problem)}
            maxLength={200}
            data-autofocus
          />
          <FolderSelect value={folder.uid} onChange={setFolder} />
          <TagsInput label="Tags" value={[...tags]} onChange={setTags} placeholder={tags.length === 0 ? 'None' : ''} />
        </>
      ) : (
        <Textarea
          label="What changed, and why"
          placeholder="Optional; shown in the list of versions"
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={500}
          data-autofocus
        />
      )}
      <ChoiceBoxes choices={choices} wanted={wanted} onChange={onWant} />
      {nothing ? (
        <p className={classes.nothing}>
          Nothing changed since version {info.version}.
          {hasChoices(choices) ? ' Tick what is to become the default.' : ''}
        </p>
      ) : null}
      {changes.length > 0 ? <ChangeList changes={changes} /> : null}
      <Problem problem={problem} />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        {asNew ? null : <Button onClick={onCopy}>Save as copy</Button>}
        <Button variant="primary" type="submit" disabled={nothing || document.title === '' || saving}>
          {saving ? 'Saving…' : problem?.kind === 'failed' ? 'Try again' : 'Save'}
        </Button>
      </DialogActions>
    </form>
  );
}

function firstTitle(title: string, asNew: boolean, version: number): string {
  return asNew && version > 0 ? `${title} copy` : title;
}

function titleProblem(title: string, problem: SaveProblem | undefined): string | undefined {
  if (title.trim() === '') return 'A dashboard needs a title.';
  return problem?.kind === 'title' ? problem.message : undefined;
}

interface ChoiceBoxesProps {
  readonly choices: PageChoices;
  readonly wanted: WantedChoices;
  readonly onChange: (wanted: WantedChoices) => void;
}

/** Only where the page shows something else than the defaults. */
function ChoiceBoxes({ choices: { time, variables }, wanted, onChange }: ChoiceBoxesProps) {
  return (
    <>
      {time === undefined ? null : (
        <Checkbox
          label={`Make the current time range the default (${time.from} to ${time.to})`}
          checked={wanted.time}
          onChange={(event) => onChange({ ...wanted, time: event.currentTarget.checked })}
        />
      )}
      {variables.length === 0 ? null : (
        <Checkbox
          label={`Make the current values the default (${variables.map(({ name }) => name).join(', ')})`}
          checked={wanted.variables}
          onChange={(event) => onChange({ ...wanted, variables: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

function Problem({ problem }: { readonly problem: SaveProblem | undefined }) {
  if (problem === undefined || problem.kind === 'title') return null;
  return (
    <p role="alert" className={classes.problem}>
      {problem.message}{' '}
      {problem.kind === 'signIn' ? (
        <a href="/login" target="_blank" rel="noreferrer">
          Sign in in another tab
        </a>
      ) : null}
    </p>
  );
}
