'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useVisitor } from '@/components/shell/VisitorContext';
import { Button } from '@/components/ui/Button';
import { MessagePage } from '@/components/ui/MessagePage';
import { TopBar } from '@/components/ui/TopBar';
import { hasRole } from '@/lib/api/visitor';
import type { InputValues } from '@/lib/grafana/inputs';
import { FolderSelect } from '../FolderSelect';
import { ImportEntryView } from './ImportEntryView';
import { ImportStart } from './ImportStart';
import { InputFields } from './InputFields';
import classes from './importer.module.css';
import { inputsOf } from './sharedInputs';
import { useImport } from './useImport';

/** Takes dashboards in as JSON: pasted, dropped or chosen; shows what they are before anything is saved. */
export function ImportPage() {
  const mayEdit = hasRole(useVisitor(), 'Editor');
  if (mayEdit) return <Importer />;
  return (
    <MessagePage
      title="Importing needs the role Editor"
      detail="Sign in as somebody who may edit, or ask an administrator for the role."
      links={[{ href: '/dashboards', label: 'Show all dashboards' }]}
    />
  );
}

function Importer() {
  const router = useRouter();
  const run = useImport();
  const [folderUid, setFolderUid] = useState(useSearchParams().get('folderUid') ?? '');
  const [chosen, setChosen] = useState<InputValues>({});
  const drafts = run.entries.flatMap(({ source }) => (source.ok ? [source.draft] : []));
  const inputs = inputsOf(drafts);
  const waiting = run.entries.filter(({ source, outcome }) => source.ok && outcome.type !== 'done');
  const save = async () => {
    const urls = await run.save(folderUid, { ...inputs.values, ...chosen });
    const [only] = urls;
    if (run.entries.length === 1 && only !== undefined) router.push(only);
  };
  return (
    <>
      <TopBar title="Import" parents={[{ href: '/dashboards', label: 'Dashboards' }]} />
      <main id="main" className={classes.page}>
        <ImportStart compact={run.entries.length > 0} busy={run.busy} onTexts={run.add} />
        {run.entries.length === 0 ? null : (
          <>
            <section aria-label="Where and with what" className={classes.settings}>
              <FolderSelect value={folderUid} onChange={({ uid }) => setFolderUid(uid)} />
              <InputFields
                inputs={inputs.inputs}
                values={{ ...inputs.values, ...chosen }}
                onChange={(name, value) => setChosen({ ...chosen, [name]: value })}
              />
            </section>
            <ul className={classes.entries} aria-label="Dashboards to import">
              {run.entries.map((entry) => (
                <ImportEntryView key={entry.key} entry={entry} onChange={(part) => run.change(entry.key, part)} />
              ))}
            </ul>
            <div className={classes.buttons}>
              <Button onClick={run.clear} disabled={run.busy}>
                Start again
              </Button>
              {waiting.length === 0 ? null : (
                <Button variant="primary" onClick={save} disabled={run.busy}>
                  {run.busy ? 'Working…' : waiting.length === 1 ? 'Import' : `Import ${waiting.length} dashboards`}
                </Button>
              )}
            </div>
          </>
        )}
      </main>
    </>
  );
}
