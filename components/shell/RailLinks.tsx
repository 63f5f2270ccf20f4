'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { DESTINATIONS, isActive } from './destinations';
import classes from './rail.module.css';

interface RailLinksProps {
  /** Without labels beside the icons; names appear on hover and to screen readers. */
  readonly compact: boolean;
  readonly onNavigate?: () => void;
}

export function RailLinks({ compact, onNavigate }: RailLinksProps) {
  const pathname = usePathname();
  return (
    <ul className={classes.links}>
      {DESTINATIONS.map((destination) => {
        const { href, label, icon: Icon } = destination;
        return (
          <li key={href}>
            <Link
              href={href}
              className={classes.link}
              aria-current={isActive(destination, pathname) ? 'page' : undefined}
              aria-label={compact ? label : undefined}
              title={compact ? label : undefined}
              onClick={onNavigate}
            >
              <Icon size={20} stroke={1.6} aria-hidden />
              {compact ? null : <span>{label}</span>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
