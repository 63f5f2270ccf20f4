'use client';

import { IconAlertTriangle, IconClockExclamation, IconInfoCircle } from '@tabler/icons-react';
import { Button } from '@/components/ui/Button';
import { useNow } from '@/components/ui/useNow';
import type { Panel } from '@/lib/dashboard/document';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import { spanText } from '@/lib/time/age';
import { Grip } from './canvas/Grip';
import { PanelLinks } from './canvas/PanelLinks';
import classes from './panel.module.css';
import type { PanelView } from './panelView';
import { TierMark } from './TierMark';
import type { PanelDataState } from './usePanelData';

interface PanelHeaderProps {
  readonly title: string;
  readonly panel: Panel;
  readonly loaded: PanelDataState;
  readonly view: PanelView;
  readonly scope: VariableScope;
  /** Edit mode: the header drags the panel. */
  readonly grip: boolean;
}

/** Waiting shorter than this is not worth a word. */
const SLOW_MS = 3000;

/** Title and, at the right, what must be known about the data. A panel without a title keeps its space for data. */
export function PanelHeader({ title, panel, loaded, view, scope, grip }: PanelHeaderProps) {
  const { warnings, tier } = loaded;
  const description = interpolate(panel.description, scope, 'text');
  const marked = warnings.length > 0 || tier?.approximate === true;
  const quiet = title === '' && !marked && panel.links.length === 0;
  if (quiet && !grip && view.state !== 'loading' && view.state !== 'error') return null;
  return (
    <header
      className={classes.header}
      data-untitled={title === '' || undefined}
      data-drag-handle={grip ? '' : undefined}
    >
      {grip ? <Grip panel={panel} title={title} /> : null}
      <h2 className={classes.title} title={title}>
        {title}
      </h2>
      {description === '' ? null : <Note label={description} icon={<IconInfoCircle size={14} aria-hidden />} />}
      {warnings.length === 0 ? null : (
        <Note tone="warn" label={warnings.join('\n')} icon={<IconAlertTriangle size={14} aria-hidden />} />
      )}
      {tier === undefined ? null : <TierMark tier={tier} />}
      <PanelLinks panel={panel} scope={scope} />
      {view.failure !== undefined && view.partial !== true && view.receivedMs !== undefined ? (
        <DataAge receivedMs={view.receivedMs} />
      ) : null}
      {view.state === 'loading' && view.startedMs !== undefined ? (
        <Waiting sinceMs={view.startedMs} onCancel={loaded.cancel} />
      ) : null}
    </header>
  );
}

function Note({
  label,
  icon,
  tone,
}: {
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly tone?: 'warn';
}) {
  return (
    <span className={classes.note} role="img" data-tone={tone} aria-label={label} title={label}>
      {icon}
    </span>
  );
}

function DataAge({ receivedMs }: { readonly receivedMs: number }) {
  const now = useNow(1000);
  if (now === undefined) return null;
  const text = `${spanText(Math.max(0, now - receivedMs))} ago`;
  return (
    <span className={classes.age} title={`Data from ${text}`}>
      <IconClockExclamation size={14} aria-hidden />
      <span className={classes.ageText}>data from {text}</span>
    </span>
  );
}

function Waiting({ sinceMs, onCancel }: { readonly sinceMs: number; readonly onCancel: () => void }) {
  const now = useNow(500);
  if (now === undefined || now - sinceMs < SLOW_MS) return null;
  return (
    <span className={classes.waiting}>
      <span className={classes.waitingText}>{((now - sinceMs) / 1000).toFixed(1)} s</span>
      <Button variant="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </span>
  );
}
