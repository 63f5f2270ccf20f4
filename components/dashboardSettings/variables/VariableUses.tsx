'use client';

import type { VariableUse } from '@/lib/dashboard/edit/variableUses';
import { SettingsSection } from '../SettingsSection';
import classes from '../settings.module.css';

const MAX_SHOWN = 30;

/** Where a variable is written. */
export function VariableUses({ uses }: { readonly uses: readonly VariableUse[] }) {
  return (
    <SettingsSection title="Uses" lead={usesText(uses.length)}>
      {uses.length === 0 ? null : <UseList uses={uses} />}
    </SettingsSection>
  );
}

/** `3 uses`, `not used`. */
export function usesText(count: number): string {
  if (count === 0) return 'Not used';
  return count === 1 ? '1 use' : `${count} uses`;
}

export function UseList({ uses }: { readonly uses: readonly VariableUse[] }) {
  return (
    <ul className={classes.uses}>
      {uses.slice(0, MAX_SHOWN).map(({ place, path, text }) => (
        <li key={`${place} ${path}`} title={text}>
          <strong>{place}</strong>
          <code>{text}</code>
        </li>
      ))}
      {uses.length > MAX_SHOWN ? <li>and {uses.length - MAX_SHOWN} more</li> : null}
    </ul>
  );
}
