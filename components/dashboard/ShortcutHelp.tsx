'use client';

import { Modal } from '@mantine/core';
import { useEditor } from './editor/EditorContext';
import classes from './shortcutHelp.module.css';
import { EDITING_KEYS, keyName, SHORTCUTS, type Shortcut } from './shortcuts';

interface ShortcutHelpProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const GROUPS: readonly Shortcut['group'][] = ['Time range', 'Dashboard', 'Panel'];

/** The page that explains the keys that work for whoever looks at it. */
export function ShortcutHelp({ opened, onClose }: ShortcutHelpProps) {
  const { canEdit } = useEditor();
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
        <Group
          key={group}
          title={group === 'Panel' ? 'Panel under the pointer or in focus' : group}
          shortcuts={SHORTCUTS.filter((shortcut) => shortcut.group === group && (canEdit || shortcut.edits !== true))}
        />
      ))}
      {canEdit ? <Group title="Changes" shortcuts={EDITING_KEYS} /> : null}
    </Modal>
  );
}

interface GroupProps {
  readonly title: string;
  readonly shortcuts: readonly { readonly keys: readonly string[]; readonly label: string }[];
}

function Group({ title, shortcuts }: GroupProps) {
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
                  {keyName(key)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
