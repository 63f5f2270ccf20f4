'use client';

import { Button, ButtonLink } from './Button';
import { TopBar } from './TopBar';
import classes from './topBar.module.css';

interface MessagePageProps {
  readonly title: string;
  readonly detail: string;
  readonly action?: { readonly label: string; readonly onClick: () => void };
  readonly links?: readonly { readonly href: string; readonly label: string }[];
}

/** A page that has only something to say, and where to go next. */
export function MessagePage({ title, detail, action, links = [] }: MessagePageProps) {
  return (
    <>
      <TopBar title="Belvedere" />
      <main id="main" className={classes.message}>
        <h1>{title}</h1>
        <p>{detail}</p>
        <div className={classes.messageActions}>
          {action === undefined ? null : (
            <Button variant="primary" onClick={action.onClick}>
              {action.label}
            </Button>
          )}
          {links.map(({ href, label }) => (
            <ButtonLink key={href} href={href}>
              {label}
            </ButtonLink>
          ))}
        </div>
      </main>
    </>
  );
}
