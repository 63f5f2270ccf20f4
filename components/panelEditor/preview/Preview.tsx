'use client';

import { type RefObject, useMemo, useState } from 'react';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import { PanelContent } from '@/components/dashboard/PanelCard';
import { PanelHeader } from '@/components/dashboard/PanelHeader';
import panelClasses from '@/components/dashboard/panel.module.css';
import { viewOf } from '@/components/dashboard/panelView';
import type { PlacedPanel } from '@/components/dashboard/repeats';
import { useEmptyReason } from '@/components/dashboard/useEmptyReason';
import type { PanelDataState } from '@/components/dashboard/usePanelData';
import { findPanelType } from '@/components/panels/registry';
import type { ElementSize } from '@/components/ui/useElementSize';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import { withVariables } from '@/lib/dashboard/variables/scope';
import type { EditorScope } from '../useEditorScope';
import type { PanelDraft } from '../usePanelDraft';
import { PreviewBar, type PreviewMode } from './PreviewBar';
import classes from './preview.module.css';
import { actualSize } from './previewSize';
import { Suggestions } from './Suggestions';

interface PreviewProps {
  readonly draft: PanelDraft;
  readonly scope: EditorScope;
  readonly loaded: PanelDataState;
  readonly drawingRef: RefObject<HTMLDivElement | null>;
  readonly size: ElementSize | undefined;
}

/** The width of the dashboard's grid: the page without the closed rail and its padding. */
const CHROME_PX = 72;

/** The panel as the dashboard draws it, or its data as a table. */
export function Preview({ draft, scope, loaded, drawingRef, size }: PreviewProps) {
  const [mode, setMode] = useState<PreviewMode>({ table: false, fill: true });
  const fixed = mode.fill || mode.table ? undefined : actualSize(scope.placed, window.innerWidth - CHROME_PX);
  const shown = useMemo(() => (mode.table ? asTable(scope.placed) : scope.placed), [mode.table, scope.placed]);
  return (
    <div className={classes.preview}>
      <PreviewBar mode={mode} onMode={setMode} />
      <Suggestions draft={draft} loaded={loaded} />
      <div className={classes.stage}>
        <div className={classes.frame} style={fixed} data-fixed={fixed === undefined ? undefined : ''}>
          <PreviewCard placed={shown} loaded={loaded} drawingRef={drawingRef} size={size} />
        </div>
      </div>
    </div>
  );
}

/** The same data without the panel's own options. */
function asTable(placed: PlacedPanel): PlacedPanel {
  return { ...placed, panel: { ...placed.panel, type: 'table', options: {} } };
}

type PreviewCardProps = Pick<PreviewProps, 'loaded' | 'drawingRef' | 'size'> & { readonly placed: PlacedPanel };

function PreviewCard({ placed, loaded, drawingRef, size }: PreviewCardProps) {
  const { panel } = placed;
  const { scope, ready } = useDashboard();
  const type = findPanelType(panel.type);
  const ownScope = useMemo(() => withVariables(scope, placed.variables), [scope, placed.variables]);
  const title = interpolate(panel.title, ownScope, 'text');
  const reason = useEmptyReason(panel, ownScope, loaded);
  const view = viewOf({ panel, type, loaded, ready, reason });
  return (
    <section
      className={panelClasses.panel}
      style={{ width: '100%', height: '100%' }}
      aria-label={`Preview: ${title || panel.type}`}
      aria-busy={view.state === 'loading'}
      data-panel-id={panel.id}
      data-panel-type={panel.type}
      data-panel-state={view.state}
      data-panel-message={view.message}
      data-transparent={panel.transparent || undefined}
    >
      {view.state === 'loading' ? <div className={panelClasses.progress} /> : null}
      <PanelHeader title={title} panel={panel} loaded={loaded} view={view} scope={ownScope} grip={false} />
      {view.failure === undefined ? null : (
        <p className={classes.failure} role="status">
          {view.failure}
        </p>
      )}
      <div
        ref={drawingRef}
        className={panelClasses.body}
        data-dimmed={(view.failure !== undefined && view.partial !== true) || undefined}
      >
        <PanelContent placed={placed} view={view} size={size} loaded={loaded} scope={ownScope} visible />
      </div>
    </section>
  );
}
