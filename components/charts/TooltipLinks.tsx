import Link from 'next/link';
import type { DataLink } from '@/lib/dashboard/dataLinks';
import styles from './tooltip.module.css';

/** The links of the nearest value; before the tooltip is pinned it cannot be reached, so it says how. */
export function TooltipLinks({ links, pinned }: { readonly links: readonly DataLink[]; readonly pinned: boolean }) {
  if (links.length === 0) return null;
  if (!pinned) {
    return (
      <div className={styles['hint']}>Click to pin, {links.length === 1 ? '1 link' : `${links.length} links`}</div>
    );
  }
  return (
    <div className={styles['links']}>
      {links.map(({ href, title, newTab }) => (
        <Link
          key={`${href} ${title}`}
          href={href}
          prefetch={false}
          {...(newTab ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
        >
          {title}
        </Link>
      ))}
    </div>
  );
}
