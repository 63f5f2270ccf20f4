'use client';

import type { TablerIcon } from '@tabler/icons-react';
import {
  IconArrowLeft,
  IconBookmark,
  IconBraces,
  IconHistory,
  IconLink,
  IconSettings,
  IconVariable,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { withEditView } from '@/components/dashboard/viewUrl';
import { Button } from '@/components/ui/Button';
import { useUrlParams } from '@/components/ui/useUrlParams';
import { AnnotationSettings } from './AnnotationSettings';
import { GeneralSettings } from './GeneralSettings';
import { JsonModel } from './JsonModel';
import { LinkSettings } from './LinkSettings';
import classes from './settings.module.css';
import { withEditIndex } from './variables/editIndex';
import { VariableSettings } from './variables/VariableSettings';
import { withCompare } from './versions/compareUrl';
import { VersionSettings } from './versions/VersionSettings';

interface Page {
  /** As `editview` in the address names it. */
  readonly id: string;
  readonly label: string;
  readonly icon: TablerIcon;
  readonly component: ComponentType;
  /** Takes all the width that there is. */
  readonly wide?: boolean;
}

const PAGES: readonly Page[] = [
  { id: 'settings', label: 'General', icon: IconSettings, component: GeneralSettings },
  { id: 'variables', label: 'Variables', icon: IconVariable, component: VariableSettings },
  { id: 'annotations', label: 'Annotations', icon: IconBookmark, component: AnnotationSettings },
  { id: 'links', label: 'Links', icon: IconLink, component: LinkSettings },
  { id: 'versions', label: 'Versions', icon: IconHistory, component: VersionSettings, wide: true },
  { id: 'json-model', label: 'JSON', icon: IconBraces, component: JsonModel, wide: true },
];

/** The settings of a dashboard, in place of its panels. `page` is what the address asks for. */
export function SettingsPage({ page }: { readonly page: string }) {
  const { canEdit, dashboard } = useEditor();
  const { push } = useUrlParams();
  const go = (id: string | undefined) => {
    push((query) => withCompare(withEditIndex(withEditView(query, id), undefined), undefined));
    if (id !== undefined) window.scrollTo(0, 0);
  };
  if (!canEdit) {
    return (
      <div className={classes.refused}>
        <h2>Settings are for editors</h2>
        <p>Your role lets you look at this dashboard, not change it.</p>
        <Button onClick={() => go(undefined)}>Back to the dashboard</Button>
      </div>
    );
  }
  const pages = PAGES.filter(({ id }) => id !== 'annotations' || dashboard.annotations.length > 0);
  const shown = pages.find(({ id }) => id === page) ?? pages[0];
  const Content = shown?.component ?? GeneralSettings;
  return (
    <div className={classes.frame}>
      <nav className={classes.nav} aria-label="Settings of the dashboard">
        <Button variant="quiet" className={classes.back} onClick={() => go(undefined)}>
          <IconArrowLeft size={15} aria-hidden />
          Back to the dashboard
        </Button>
        <ul>
          {pages.map(({ id, label, icon: Icon }) => (
            <li key={id}>
              <button
                type="button"
                className={classes.tab}
                aria-current={id === shown?.id ? 'page' : undefined}
                onClick={() => go(id)}
              >
                <Icon size={16} stroke={1.7} aria-hidden />
                {label}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.content} data-wide={shown?.wide || undefined}>
        <Content />
      </div>
    </div>
  );
}
