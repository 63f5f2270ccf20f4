'use client';

import { SegmentedControl } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { JsonEditor } from '@/components/jsonEditor/JsonEditor';
import { Button } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import { downloadFile } from '@/components/ui/downloadFile';
import { slugOf } from '@/lib/dashboard/dashboardPath';
import { writeClassic } from '@/lib/grafana/classic';
import { exportPlain, exportShared } from '@/lib/grafana/exportShared';
import classes from './share.module.css';

type Form = 'plain' | 'shared';
type Source = 'draft' | 'saved';

const FORMS = [
  { value: 'plain', label: 'As it is' },
  { value: 'shared', label: 'For others' },
];
const SOURCES = [
  { value: 'draft', label: 'With your changes' },
  { value: 'saved', label: 'As saved' },
];
const LEADS: Readonly<Record<Form, string>> = {
  plain: 'Keeps data sources and values as they are here: a backup, or a file for version control.',
  shared:
    'Asks for data sources and constants when it is imported, here or in Grafana; values chosen here are left out.',
};

/** The dashboard as a JSON file. */
export function ExportTab() {
  const { dashboard, stored, dirty } = useEditor();
  const [form, setForm] = useState<Form>('plain');
  const [source, setSource] = useState<Source>('draft');
  const chosen = dirty && source === 'saved' ? stored : dashboard;
  const text = useMemo(() => {
    const json = writeClassic(chosen);
    return JSON.stringify(form === 'plain' ? exportPlain(json, { keepUid: true }) : exportShared(json).json, null, 2);
  }, [chosen, form]);
  const file = `${slugOf(chosen.title)}.json`;
  return (
    <div className={classes.form}>
      <div className={classes.choices}>
        <SegmentedControl
          aria-label="Form"
          data={FORMS}
          value={form}
          onChange={(value) => setForm(value === 'shared' ? 'shared' : 'plain')}
        />
        {dirty ? (
          <SegmentedControl
            aria-label="Which state"
            data={SOURCES}
            value={source}
            onChange={(value) => setSource(value === 'saved' ? 'saved' : 'draft')}
          />
        ) : null}
      </div>
      <p className={classes.lead}>{LEADS[form]}</p>
      <div className={classes.json}>
        <JsonEditor label="Exported JSON" value={text} readOnly />
      </div>
      <div className={classes.actions}>
        <CopyButton what="JSON" text={() => text} />
        <Button variant="primary" onClick={() => downloadFile(file, text, 'application/json')}>
          <IconDownload size={15} aria-hidden />
          Download {file}
        </Button>
      </div>
    </div>
  );
}
