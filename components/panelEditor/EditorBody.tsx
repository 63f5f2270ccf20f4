'use client';

import { useMediaQuery } from '@mantine/hooks';
import { Group, Panel as Pane, Separator, useDefaultLayout } from 'react-resizable-panels';
import { usePanelData } from '@/components/dashboard/usePanelData';
import { findPanelType } from '@/components/panels/registry';
import { useElementSize } from '@/components/ui/useElementSize';
import { DataTabs } from './DataTabs';
import { OptionsPane } from './options/OptionsPane';
import classes from './panelEditor.module.css';
import { Preview } from './preview/Preview';
import type { EditorScope } from './useEditorScope';
import type { PanelDraft } from './usePanelDraft';

interface EditorBodyProps {
  readonly draft: PanelDraft;
  readonly scope: EditorScope;
}

/** Below this there is no room for options beside the preview. */
const NARROW = '(max-width: 900px)';

/** Preview over queries, options at the right; on a narrow page the preview over tabs. */
export function EditorBody(props: EditorBodyProps) {
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  // The other arrangement has another drawing, which has to be measured anew.
  return <Arranged key={narrow ? 'narrow' : 'wide'} narrow={narrow} {...props} />;
}

function Arranged({ draft, scope, narrow }: EditorBodyProps & { readonly narrow: boolean }) {
  const [drawingRef, size] = useElementSize<HTMLDivElement>();
  const hasQueries = findPanelType(draft.panel.type)?.queries ?? true;
  const loaded = usePanelData(scope.placed, size?.width, hasQueries);
  const preview = <Preview scope={scope} loaded={loaded} drawingRef={drawingRef} size={size} draft={draft} />;
  const options = <OptionsPane panel={draft.panel} frames={loaded.data?.frames ?? []} onChange={draft.change} />;
  const tabs = (inTabs: boolean) => (
    <DataTabs draft={draft} scope={scope} loaded={loaded} options={inTabs ? options : undefined} />
  );
  if (narrow) {
    return (
      <div className={classes.narrow}>
        <div className={classes.narrowPreview}>{preview}</div>
        {tabs(true)}
      </div>
    );
  }
  return <SplitBody preview={preview} tabs={tabs(false)} options={options} />;
}

interface SplitBodyProps {
  readonly preview: React.ReactNode;
  readonly tabs: React.ReactNode;
  readonly options: React.ReactNode;
}

/** The three parts with splitters; their sizes are kept in the browser. */
function SplitBody({ preview, tabs, options }: SplitBodyProps) {
  const columns = useDefaultLayout({ id: 'belvedere-panel-editor-columns' });
  const rows = useDefaultLayout({ id: 'belvedere-panel-editor-rows' });
  return (
    <Group
      className={classes.body}
      orientation="horizontal"
      {...(columns.defaultLayout === undefined ? {} : { defaultLayout: columns.defaultLayout })}
      onLayoutChanged={columns.onLayoutChanged}
    >
      <Pane id="data" minSize={420}>
        <Group
          orientation="vertical"
          {...(rows.defaultLayout === undefined ? {} : { defaultLayout: rows.defaultLayout })}
          onLayoutChanged={rows.onLayoutChanged}
        >
          <Pane id="preview" minSize={160} defaultSize="54%">
            {preview}
          </Pane>
          <Separator className={classes.splitterRow} aria-label="Height of the preview" />
          <Pane id="tabs" minSize={140}>
            {tabs}
          </Pane>
        </Group>
      </Pane>
      <Separator className={classes.splitterColumn} aria-label="Width of the options" />
      <Pane id="options" className={classes.options} minSize={280} maxSize={560} defaultSize={352}>
        {options}
      </Pane>
    </Group>
  );
}
