'use client';

import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { JsonEditor } from '@/components/jsonEditor/JsonEditor';
import { toast } from '@/components/shell/toasts';
import { Button } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import type { Panel } from '@/lib/dashboard/document';
import { replacePanel } from '@/lib/dashboard/edit/panels';
import { writePanel } from '@/lib/grafana/panel';
import type { InspectTabProps } from './InspectDrawer';
import classes from './inspect.module.css';
import { NoData } from './NoData';
import { checkPanel, framesJson } from './panelJson';

const KINDS = [
  { value: 'panel', label: 'Panel' },
  { value: 'data', label: 'Data' },
];

/** The panel, or its data, as JSON; editors may change the panel there. */
export function JsonTab(props: InspectTabProps) {
  const [kind, setKind] = useState('panel');
  return (
    <div className={classes.data}>
      <SegmentedControl
        className={classes.kinds ?? ''}
        aria-label="JSON of"
        data={KINDS}
        value={kind}
        onChange={setKind}
      />
      {kind === 'panel' ? <PanelJson panel={props.placed.panel} /> : <DataJson {...props} />}
    </div>
  );
}

function PanelJson({ panel }: { readonly panel: Panel }) {
  const { canEdit, edit, undo } = useEditor();
  const written = useMemo(() => JSON.stringify(writePanel(panel), null, 2), [panel]);
  const [typed, setTyped] = useState<string>();
  const text = typed ?? written;
  const check = useMemo(() => checkPanel(text, panel.id), [text, panel.id]);
  const changed = typed !== undefined && typed !== written;
  const apply = () => {
    if (!check.ok) return;
    edit('Change panel JSON', (dashboard) => replacePanel(dashboard, check.panel));
    setTyped(undefined);
    toast('The JSON is applied. Save the dashboard to keep it.', { label: 'Undo', run: undo });
  };
  const word = check.ok ? noteText(check.notes.length) : check.problem;
  return (
    <>
      <div className={classes.json}>
        <JsonEditor
          label="JSON of the panel"
          value={text}
          readOnly={!canEdit}
          notes={check.notes}
          {...(canEdit ? { onChange: setTyped } : {})}
        />
      </div>
      <div className={classes.tools}>
        <span
          className={classes.spring}
          role={check.ok ? 'status' : 'alert'}
          data-tone={check.ok ? undefined : 'error'}
        >
          {word}
        </span>
        <CopyButton what="JSON" text={() => text} />
        {canEdit ? (
          <>
            <Button variant="quiet" disabled={!changed} onClick={() => setTyped(undefined)}>
              Reset
            </Button>
            <Button variant="primary" disabled={!changed || !check.ok} onClick={apply}>
              Apply
            </Button>
          </>
        ) : null}
      </div>
    </>
  );
}

function noteText(count: number): string {
  if (count === 0) return '';
  return `${count} ${count === 1 ? 'thing is' : 'things are'} not honoured; marked at the line, and kept.`;
}

function DataJson({ data }: InspectTabProps) {
  const { drawn } = data;
  const json = useMemo(() => (drawn === undefined ? undefined : framesJson(drawn)), [drawn]);
  if (json === undefined) return <NoData data={data} />;
  return (
    <>
      <div className={classes.json}>
        <JsonEditor label="JSON of the data" value={json.text} readOnly />
      </div>
      <div className={classes.tools}>
        <span className={classes.spring} role="status">
          {json.left === 0 ? '' : `${json.left.toLocaleString('en')} more values are in the CSV of the Data tab.`}
        </span>
        <CopyButton what="JSON" text={() => json.text} />
      </div>
    </>
  );
}
