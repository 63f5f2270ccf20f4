import type { TablerIcon } from '@tabler/icons-react';

/** One line of the command menu. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon: TablerIcon;
  /** An address to go to, or what to do. */
  readonly run: string | (() => void);
  /** Already found by the server: shown whatever the words are. */
  readonly found?: boolean;
}

export interface CommandGroup {
  readonly name: string;
  readonly commands: readonly Command[];
}

/** The commands that have every word of `query` in their label or detail; groups without any are left out. */
export function matchCommands(groups: readonly CommandGroup[], query: string): readonly CommandGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ label, detail = '', found }: Command) => {
    const text = `${label} ${detail}`.toLowerCase();
    return found === true || words.every((word) => text.includes(word));
  };
  return groups
    .map(({ name, commands }) => ({ name, commands: commands.filter(matches) }))
    .filter(({ commands }) => commands.length > 0);
}
