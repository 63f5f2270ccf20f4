'use client';

import { useEffect } from 'react';
import { Dialog } from '@/components/ui/Dialog';
import { closeShortcutHelp, openShortcutHelp, type ShortcutGroup, useShortcutHelp } from './shortcutGroups';
import classes from './shortcutHelp.module.css';

const EVERYWHERE: ShortcutGroup = {
  title: 'Everywhere',
  shortcuts: [
    { keys: ['Ctrl+K'], label: 'Search dashboards, pages and actions' },
    { keys: ['?'], label: 'These shortcuts' },
  ],
};

const TEXT_OR_LIST =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]';

/** Lists the keys of the page; `?` opens it on every page. */
export function ShortcutHelp() {
  const { opened, groups } = useShortcutHelp();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const taken = event.target instanceof Element && event.target.closest(TEXT_OR_LIST) !== null;
      if (event.key === '?' && !taken) openShortcutHelp();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Dialog title="Keyboard shortcuts" opened={opened} onClose={closeShortcutHelp}>
      {[...groups, EVERYWHERE].map((group) => (
        <Group key={group.title} {...group} />
      ))}
    </Dialog>
  );
}

function Group({ title, shortcuts }: ShortcutGroup) {
  return (
    <section aria-label={title} className={classes.group}>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.list}>
        {shortcuts.map(({ keys, label }) => (
          <div key={label} className={classes.row}>
            <dt>{label}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} className={classes.key}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
