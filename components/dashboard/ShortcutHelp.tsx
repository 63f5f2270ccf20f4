'use client';

import { Modal } from '@mantine/core';
import classes from './shortcutHelp.module.css';
import { keyName, SHORTCUTS, type Shortcut } from './shortcuts';

interface ShortcutHelpProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const GROUPS: readonly Shortcut['group'][] = ['Time range', 'Dashboard', 'Panel'];

/** The page that explains the keys. */
export function ShortcutHelp({ opened, onClose }: ShortcutHelpProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      centered
      closeButtonProps={{ 'aria-label': 'Close keyboard shortcuts' }}
      styles={{
        content: { background: 'var(--raised)', boxShadow: 'var(--float)' },
        header: { background: 'var(--raised)' },
        title: { color: 'var(--strong)', fontSize: 14, fontWeight: 600 },
      }}
    >
      {GROUPS.map((group) => (
        <section key={group} aria-label={group} className={classes.group}>
          <h3 className={classes.title}>{group}</h3>
          <dl className={classes.list}>
            {SHORTCUTS.filter((shortcut) => shortcut.group === group).map(({ keys, label }) => (
              <div key={label} className={classes.row}>
                <dt>{label}</dt>
                <dd>
                  {keys.map((key) => (
                    <kbd key={key} className={classes.key}>
                      {keyName(key)}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
