'use client';

import { IconArrowsMove, IconMinus, IconPencil, IconPlus, type TablerIcon } from '@tabler/icons-react';
import type { Change } from '@/lib/dashboard/diff/change';
import classes from './editor.module.css';

const ICONS: Readonly<Record<Change['kind'], TablerIcon>> = {
  added: IconPlus,
  removed: IconMinus,
  changed: IconPencil,
  moved: IconArrowsMove,
};
const MAX_SHOWN = 200;

/** What changed, one line each. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const count = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  return (
    <section aria-label={count} className={classes.changes}>
      <h3>{count}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ul tabIndex={0} aria-label="Changes">
        {changes.slice(0, MAX_SHOWN).map(({ path, label, kind }) => {
          const Icon = ICONS[kind];
          return (
            <li key={`${path} ${label}`} data-kind={kind} title={label}>
              <Icon size={14} aria-hidden />
              <span>{label}</span>
            </li>
          );
        })}
        {changes.length > MAX_SHOWN ? <li>and {changes.length - MAX_SHOWN} more</li> : null}
      </ul>
    </section>
  );
}
