import type { ReactNode } from 'react';
import classes from './settings.module.css';

interface SettingsSectionProps {
  readonly title: string;
  /** One sentence below the title. */
  readonly lead?: string;
  /** At the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page of settings. */
export function SettingsSection({ title, lead, actions, children }: SettingsSectionProps) {
  return (
    <section className={classes.section}>
      <header className={classes.head}>
        <div>
          <h2>{title}</h2>
          {lead === undefined ? null : <p>{lead}</p>}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
