'use client';

import { useMemo, useState } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { JsonEditor } from '@/components/jsonEditor/JsonEditor';
import { toast } from '@/components/shell/toasts';
import { Button } from '@/components/ui/Button';
import { writeClassic } from '@/lib/grafana/classic';
import { checkModel, type ModelCheck } from './checkModel';
import { SettingsSection } from './SettingsSection';
import classes from './settings.module.css';

/** The whole document as JSON. Text is checked as it is typed, and changes the draft only when it is applied. */
export function JsonModel() {
  const { dashboard, edit, undo } = useEditor();
  const written = useMemo(() => JSON.stringify(writeClassic(dashboard), null, 2), [dashboard]);
  const [typed, setTyped] = useState<string>();
  const text = typed ?? written;
  const check = useMemo(() => checkModel(text, dashboard.uid), [text, dashboard.uid]);
  const changed = typed !== undefined && typed !== written;
  const apply = () => {
    if (!check.ok) return;
    edit('Change JSON', () => check.dashboard);
    setTyped(undefined);
    toast('The JSON is applied. Save the dashboard to keep it.', { label: 'Undo', run: undo });
  };
  return (
    <SettingsSection title="JSON" lead="The document in Grafana's format, as it is exported.">
      <div className={classes.json}>
        <JsonEditor label="JSON of the dashboard" value={text} onChange={setTyped} notes={check.notes} />
      </div>
      <div className={classes.status}>
        <Verdict check={check} />
        <div className={classes.buttons}>
          <Button variant="quiet" disabled={!changed} onClick={() => setTyped(undefined)}>
            Reset
          </Button>
          <Button variant="primary" disabled={!changed || !check.ok} onClick={apply}>
            Apply
          </Button>
        </div>
      </div>
    </SettingsSection>
  );
}

function Verdict({ check }: { readonly check: ModelCheck }) {
  if (!check.ok) {
    return (
      <p role="alert" data-tone="error">
        {check.problem}
      </p>
    );
  }
  const count = check.notes.length;
  return (
    <p role="status">
      {count === 0
        ? 'Everything in it is understood.'
        : `${count} ${count === 1 ? 'thing is' : 'things are'} not honoured; marked at the line, and kept.`}
    </p>
  );
}
