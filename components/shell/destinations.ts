import { IconHome, IconLayoutDashboard, IconTarget, type TablerIcon } from '@tabler/icons-react';

export interface Destination {
  readonly href: string;
  readonly label: string;
  readonly icon: TablerIcon;
  /** Beginnings of paths that belong to it, beside its own. */
  readonly owns: readonly string[];
}

/** What the rail offers: only what exists. */
export const DESTINATIONS: readonly Destination[] = [
  { href: '/', label: 'Home', icon: IconHome, owns: [] },
  { href: '/dashboards', label: 'Dashboards', icon: IconLayoutDashboard, owns: ['/d/', '/dashboards/', '/dashboard/'] },
  { href: '/targets', label: 'Targets', icon: IconTarget, owns: [] },
];

export function isActive({ href, owns }: Destination, pathname: string): boolean {
  return pathname === href || owns.some((prefix) => pathname.startsWith(prefix));
}
