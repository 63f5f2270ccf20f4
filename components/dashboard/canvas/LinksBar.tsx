'use client';

import { IconChevronDown, IconExternalLink, IconLayoutDashboard } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ActionMenu } from '@/components/ui/ActionMenu';
import { Button } from '@/components/ui/Button';
import { searchLibrary } from '@/lib/api/library';
import { type DashboardLink, type LinkState, linkHref, readLinks } from '@/lib/dashboard/links';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import { useDashboard } from '../DashboardContext';
import classes from './linksBar.module.css';
import { useLinkState } from './useLinkState';

/** The links of the dashboard: to pages, and to dashboards by their tags. */
export function LinksBar() {
  const { dashboard, scope } = useDashboard();
  const state = useLinkState(scope);
  const links = readLinks(dashboard.links);
  if (links.length === 0) return null;
  return (
    <nav className={classes.bar} aria-label="Links of the dashboard">
      {links.map((link, index) =>
        link.type === 'link' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: links have no name of their own and keep their order
          <PageLink key={index} link={link} state={state} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <TaggedDashboards key={index} link={link} state={state} />
        ),
      )}
    </nav>
  );
}

interface LinkProps {
  readonly link: DashboardLink;
  readonly state: LinkState;
}

function PageLink({ link, state }: LinkProps) {
  const href = linkHref(link, state);
  if (href === undefined) return null;
  const title = interpolate(link.title, state.scope, 'text');
  return <Anchor href={href} title={title || href} tooltip={link.tooltip} newTab={link.newTab} icon="page" />;
}

/** More dashboards of one tag are found in the list of dashboards. */
const MAX_DASHBOARDS = 100;

function TaggedDashboards({ link, state }: LinkProps) {
  const { dashboard } = useDashboard();
  const { data = [], isError } = useQuery({
    queryKey: ['dashboards by tag', link.tags],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      searchLibrary({ tags: link.tags, type: 'dash-db', limit: MAX_DASHBOARDS, sort: 'alpha-asc' }, { signal }),
  });
  const found = data.flatMap(({ uid, title, url }) => {
    const href = linkHref({ ...link, url }, state);
    return uid === dashboard.uid || href === undefined ? [] : [{ uid, label: title, href, newTab: link.newTab }];
  });
  if (isError) return <span className={classes.problem}>Dashboards with tag {link.tags.join(', ')} not found</span>;
  if (found.length === 0) return null;
  if (!link.asDropdown) {
    return found.map(({ uid, label, href, newTab }) => (
      <Anchor key={uid} href={href} title={label} tooltip="" newTab={newTab} icon="dashboard" />
    ));
  }
  return (
    <ActionMenu groups={() => [found]} position="bottom-start">
      <Button title={link.tooltip || undefined}>
        <IconLayoutDashboard size={15} aria-hidden />
        {interpolate(link.title, state.scope, 'text') || 'Dashboards'}
        <IconChevronDown size={14} aria-hidden />
      </Button>
    </ActionMenu>
  );
}

interface AnchorProps {
  readonly href: string;
  readonly title: string;
  readonly tooltip: string;
  readonly newTab: boolean;
  readonly icon: 'page' | 'dashboard';
}

function Anchor({ href, title, tooltip, newTab, icon }: AnchorProps) {
  const Icon = icon === 'page' ? IconExternalLink : IconLayoutDashboard;
  const target = newTab ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  return (
    <a className={classes.link} href={href} title={tooltip || undefined} {...target}>
      <Icon size={15} aria-hidden />
      {title}
    </a>
  );
}
