'use client';

import { Progress, Select, TextInput } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import { useVisitor } from '@/components/shell/VisitorContext';
import { Button, ButtonLink } from '@/components/ui/Button';
import { hasRole } from '@/lib/api/visitor';
import { SnapshotMade } from './SnapshotMade';
import classes from './share.module.css';
import { type SnapshotProgress, useTakeSnapshot } from './useTakeSnapshot';

const DAY_SECONDS = 86_400;
const EXPIRIES = [
  { value: '3600', label: '1 hour' },
  { value: String(DAY_SECONDS), label: '1 day' },
  { value: String(7 * DAY_SECONDS), label: '7 days' },
  { value: '0', label: 'Never' },
];

/** Keeps the dashboard with its data as they are now, for those who have the link. */
export function SnapshotTab() {
  const canMake = hasRole(useVisitor(), 'Editor');
  const { progress, start, cancel, restart } = useTakeSnapshot();
  if (!canMake) return <EditorsOnly />;
  if (progress.step === 'made') {
    return <SnapshotMade created={progress.created} taken={progress.taken} onAgain={restart} />;
  }
  return (
    <div className={classes.form}>
      <p className={classes.lead}>
        Keeps the dashboard with the data of all its panels as they are now. Whoever may view dashboards here and has
        the link sees it, its queries too, until it expires.
      </p>
      <SnapshotForm progress={progress} onStart={start} onCancel={cancel} />
      <Link className={classes.link} href="/dashboard/snapshots">
        All snapshots
      </Link>
    </div>
  );
}

interface SnapshotFormProps {
  readonly progress: Exclude<SnapshotProgress, { step: 'made' }>;
  readonly onStart: (order: { readonly name: string; readonly expires: number }) => void;
  readonly onCancel: () => void;
}

function SnapshotForm({ progress, onStart, onCancel }: SnapshotFormProps) {
  const { dashboard, ready } = useDashboard();
  const [name, setName] = useState(dashboard.title);
  const [expires, setExpires] = useState(String(7 * DAY_SECONDS));
  const busy = progress.step !== 'form';
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        onStart({ name: name.trim() || dashboard.title, expires: Number(expires) });
      }}
    >
      <TextInput
        label="Name"
        value={name}
        maxLength={200}
        disabled={busy}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="Expires after"
        data={EXPIRIES}
        value={expires}
        allowDeselect={false}
        disabled={busy}
        onChange={(value) => setExpires(value ?? '0')}
      />
      {progress.step === 'form' && progress.problem !== undefined ? (
        <p className={classes.note} data-tone="error" role="alert">
          {progress.problem}
        </p>
      ) : null}
      {progress.step === 'form' ? null : <Running progress={progress} />}
      <div className={classes.actions}>
        {busy ? <Button onClick={onCancel}>Cancel</Button> : null}
        <Button variant="primary" type="submit" disabled={busy || !ready}>
          Take snapshot
        </Button>
      </div>
    </form>
  );
}

function Running({ progress }: { readonly progress: Exclude<SnapshotProgress, { step: 'made' | 'form' }> }) {
  const asking = progress.step === 'asking';
  const text = asking
    ? `${progress.done} of ${progress.all} queries answered`
    : `Storing ${(progress.sizeBytes / 1e6).toFixed(1)} MB`;
  const percent = asking ? (progress.done / Math.max(1, progress.all)) * 100 : 100;
  return (
    <div className={classes.field}>
      <Progress value={percent} aria-label="Progress" size="sm" />
      <span className={classes.label} role="status">
        {text}
      </span>
    </div>
  );
}

function EditorsOnly() {
  const { userId, role } = useVisitor();
  const here = typeof window === 'undefined' ? '/' : `${window.location.pathname}${window.location.search}`;
  return (
    <div className={classes.empty}>
      <p>
        {userId === null
          ? 'Sign in as an editor to take a snapshot.'
          : `Taking a snapshot needs the role Editor; yours is ${role}.`}{' '}
        A link shows the same to everybody who may view dashboards.
      </p>
      {userId === null ? <ButtonLink href={`/login?redirectTo=${encodeURIComponent(here)}`}>Sign in</ButtonLink> : null}
    </div>
  );
}
