'use client';

import { Checkbox } from '@mantine/core';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { Button } from '@/components/ui/Button';
import type { DashboardVersion } from '@/lib/api/responses/library';
import settings from '../settings.module.css';
import { type Compared, comparedName } from './compareUrl';
import { useRestore } from './useRestore';
import type { Versions } from './useVersions';
import { VersionFacts } from './VersionFacts';
import classes from './versions.module.css';

interface VersionListProps {
  readonly known: Versions;
  readonly ticked: readonly Compared[];
  readonly onTick: (version: Compared) => void;
  readonly onCompare: (before: Compared, after: Compared) => void;
}

/** Stored versions, newest first, below what is not saved yet. */
export function VersionList({ known, ticked, onTick, onCompare }: VersionListProps) {
  const { dirty, info } = useEditor();
  const { versions, failure, more, loading, loadMore, reload } = known;
  if (versions === undefined) {
    return failure === null ? (
      <p className={settings.none} role="status">
        Asking for the versions…
      </p>
    ) : (
      <div className={settings.none} role="alert">
        <p>The versions cannot be listed: {failure.message}</p>
        <Button onClick={reload}>Try again</Button>
      </div>
    );
  }
  return (
    <>
      <ul className={classes.list} aria-label="Versions">
        {dirty ? (
          <li className={classes.row}>
            <Tick version="draft" ticked={ticked} onTick={onTick} />
            <span className={classes.facts}>What is on this page and nobody else can see.</span>
            <span className={classes.actions}>
              <Button onClick={() => onCompare(info.version, 'draft')}>Compare</Button>
            </span>
          </li>
        ) : null}
        {versions.map((version) => (
          <VersionRow key={version.version} version={version} ticked={ticked} onTick={onTick} onCompare={onCompare} />
        ))}
      </ul>
      {more ? (
        <Button onClick={loadMore} disabled={loading}>
          {loading ? 'Loading…' : 'Older versions'}
        </Button>
      ) : null}
    </>
  );
}

interface VersionRowProps extends Omit<VersionListProps, 'known'> {
  readonly version: DashboardVersion;
}

function VersionRow({ version: stored, ticked, onTick, onCompare }: VersionRowProps) {
  const { info } = useEditor();
  const { ask, restoring } = useRestore();
  const { version } = stored;
  const isShown = version === info.version;
  return (
    <li className={classes.row}>
      <Tick version={version} ticked={ticked} onTick={onTick} />
      <VersionFacts version={stored} />
      <span className={classes.actions}>
        {isShown ? (
          <span className={classes.shown}>On this page</span>
        ) : (
          <>
            <Button
              variant="quiet"
              aria-label={`Compare version ${version} with version ${info.version}`}
              onClick={() => onCompare(version, info.version)}
            >
              Compare
            </Button>
            <Button aria-label={`Restore version ${version}`} disabled={restoring} onClick={() => ask(version)}>
              Restore
            </Button>
          </>
        )}
      </span>
    </li>
  );
}

interface TickProps extends Pick<VersionListProps, 'ticked' | 'onTick'> {
  readonly version: Compared;
}

function Tick({ version, ticked, onTick }: TickProps) {
  const name = comparedName(version);
  return (
    <Checkbox
      size="xs"
      className={classes.tick ?? ''}
      label={name}
      aria-label={`${name}: compare`}
      checked={ticked.includes(version)}
      onChange={() => onTick(version)}
    />
  );
}
