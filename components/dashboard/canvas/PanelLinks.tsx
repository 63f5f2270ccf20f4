'use client';

import { IconExternalLink } from '@tabler/icons-react';
import { ActionMenu } from '@/components/ui/ActionMenu';
import type { Panel } from '@/lib/dashboard/document';
import { type DashboardLink, type LinkState, linkHref, readLinks } from '@/lib/dashboard/links';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import classes from '../panel.module.css';
import { useLinkState } from './useLinkState';

interface PanelLinksProps {
  readonly panel: Panel;
  readonly scope: VariableScope;
}

/** The links of a panel beside its title: one as an icon, several in a menu. */
export function PanelLinks({ panel, scope }: PanelLinksProps) {
  return panel.links.length === 0 ? null : <ShownLinks panel={panel} scope={scope} />;
}

function ShownLinks({ panel, scope }: PanelLinksProps) {
  const state = useLinkState(scope);
  const links = readLinks(panel.links).flatMap((link) => toAction(link, state));
  const [only, second] = links;
  if (only === undefined) return null;
  if (second === undefined) {
    const target = only.newTab ? { target: '_blank', rel: 'noopener noreferrer' } : {};
    return (
      <a className={classes.links} href={only.href} aria-label={only.label} title={only.label} {...target}>
        <IconExternalLink size={14} aria-hidden />
      </a>
    );
  }
  return (
    <ActionMenu groups={() => [links]} position="bottom-start">
      <button type="button" className={`${classes.grip} ${classes.links}`} aria-label={`${links.length} links`}>
        <IconExternalLink size={14} aria-hidden />
      </button>
    </ActionMenu>
  );
}

function toAction(link: DashboardLink, state: LinkState) {
  const href = linkHref(link, state);
  if (href === undefined) return [];
  return [{ label: interpolate(link.title, state.scope, 'text') || href, href, newTab: link.newTab }];
}
