import type { ShortcutGroup } from '@/components/shell/shortcutGroups';
import { EDITING_KEYS, keyName, SHORTCUTS, type Shortcut } from './shortcuts';

const GROUPS: readonly Shortcut['group'][] = ['Time range', 'Dashboard', 'Panel'];

/** The keys of a dashboard for the dialog that lists them: those that work for whoever looks at it. */
export function listShortcuts(canEdit: boolean): readonly ShortcutGroup[] {
  const groups = GROUPS.map((group) => ({
    title: group === 'Panel' ? 'Panel under the pointer or in focus' : group,
    shortcuts: SHORTCUTS.filter(
      (shortcut) => shortcut.group === group && shortcut.action !== 'help' && (canEdit || shortcut.edits !== true),
    ).map(({ keys, label }) => ({ keys: keys.map(keyName), label })),
  }));
  return canEdit ? [...groups, { title: 'Changes', shortcuts: EDITING_KEYS }] : groups;
}
