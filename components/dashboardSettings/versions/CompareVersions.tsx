'use client';

import { IconArrowLeft } from '@tabler/icons-react';
import { useMemo } from 'react';
import { ChangeList } from '@/components/dashboard/editor/ChangeList';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { JsonDiff } from '@/components/jsonEditor/JsonDiff';
import { Button } from '@/components/ui/Button';
import { useUrlParams } from '@/components/ui/useUrlParams';
import { diffDashboards } from '@/lib/dashboard/diff/diffDashboards';
import { SettingsSection } from '../SettingsSection';
import settings from '../settings.module.css';
import { type Compared, type Comparison, comparedName, withCompare } from './compareUrl';
import { type ComparedDocument, useCompared } from './useCompared';
import { useRestore } from './useRestore';
import { VersionFacts } from './VersionFacts';
import classes from './versions.module.css';

/** Two versions: what changed in words, and their JSON. */
export function CompareVersions({ compared }: { readonly compared: Comparison }) {
  const { push } = useUrlParams();
  const before = useCompared(compared.before);
  const after = useCompared(compared.after);
  const { document: from } = before;
  const { document: to } = after;
  return (
    <>
      <SettingsSection
        title={`${comparedName(compared.before)} → ${comparedName(compared.after).toLowerCase()}`}
        actions={
          <div className={settings.buttons}>
            <RestoreButton version={compared.before} />
            <Button onClick={() => push((query) => withCompare(query, undefined))}>
              <IconArrowLeft size={15} aria-hidden />
              All versions
            </Button>
          </div>
        }
      >
        <div className={classes.heads}>
          <Head compared={compared.before} document={from} />
          <Head compared={compared.after} document={to} />
        </div>
        <Missing {...before} />
        <Missing {...after} />
        {from === undefined || to === undefined ? null : <InWords before={from} after={to} />}
      </SettingsSection>
      {from === undefined || to === undefined ? null : (
        <SettingsSection title="JSON">
          <JsonDiff
            before={{ label: `JSON of ${comparedName(compared.before).toLowerCase()}`, text: from.text }}
            after={{ label: `JSON of ${comparedName(compared.after).toLowerCase()}`, text: to.text }}
          />
        </SettingsSection>
      )}
    </>
  );
}

function Head({
  compared,
  document,
}: {
  readonly compared: Compared;
  readonly document: ComparedDocument | undefined;
}) {
  return (
    <div>
      <h3>{comparedName(compared)}</h3>
      {document?.facts === undefined ? null : <VersionFacts version={document.facts} />}
    </div>
  );
}

function Missing({ compared, failure, document }: ReturnType<typeof useCompared>) {
  if (document !== undefined) return null;
  const name = comparedName(compared);
  return failure === null ? (
    <p role="status">{name} is loading…</p>
  ) : (
    <p role="alert" className={settings.fieldProblem}>
      {name} cannot be shown: {failure.message}
    </p>
  );
}

function InWords({ before, after }: { readonly before: ComparedDocument; readonly after: ComparedDocument }) {
  const changes = useMemo(() => diffDashboards(before.dashboard, after.dashboard), [before, after]);
  if (changes.length > 0) return <ChangeList changes={changes} />;
  return (
    <p className={settings.none}>
      {before.text === after.text ? 'Both are the same.' : 'They show the same; only the writing of the JSON differs.'}
    </p>
  );
}

function RestoreButton({ version }: { readonly version: Compared }) {
  const { info } = useEditor();
  const { ask, restoring } = useRestore();
  if (version === 'draft' || version === info.version) return null;
  return (
    <Button disabled={restoring} onClick={() => ask(version)}>
      Restore version {version}
    </Button>
  );
}
