'use client';

import { Modal } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { leavePage } from '@/components/ui/leaveGuard';
import classes from './commandMenu.module.css';
import { type Command, type CommandGroup, matchCommands } from './commands';
import { useCommands } from './useCommands';

/** Ctrl+K: goes to dashboards, folders and pages, and does what can be done from anywhere. */
export function CommandMenu() {
  const [query, setQuery] = useState('');
  const [opened, setOpened] = useState(false);
  const { groups, searching, failure } = useCommands(query, opened);
  const shown = matchCommands(groups, query);
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setOpened(true)}
      onSpotlightClose={() => setOpened(false)}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      triggerOnContentEditable
      scrollable
      maxHeight={440}
      overlayProps={{ blur: 0, backgroundOpacity: 0.5 }}
      classNames={{
        content: classes.content,
        search: classes.search,
        action: classes.action,
        actionsGroup: classes.group,
        empty: classes.empty,
      }}
    >
      <Modal.Title className="visuallyHidden">Search</Modal.Title>
      <Spotlight.Search
        placeholder="Dashboard, folder, page or action"
        aria-label="Search dashboards, pages and actions"
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <Spotlight.ActionsList aria-label="Results">
        {shown.map((group) => (
          <CommandGroupView key={group.name} group={group} />
        ))}
        {shown.length === 0 ? (
          <Spotlight.Empty>{searching ? 'Searching…' : (failure ?? `Nothing is called “${query}”`)}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function CommandGroupView({ group }: { readonly group: CommandGroup }) {
  return (
    <Spotlight.ActionsGroup label={group.name}>
      {group.commands.map((command) => (
        <CommandItem key={command.id} command={command} />
      ))}
    </Spotlight.ActionsGroup>
  );
}

function CommandItem({ command }: { readonly command: Command }) {
  const router = useRouter();
  const { icon: Icon, run } = command;
  return (
    <Spotlight.Action
      label={command.label}
      {...(command.detail === undefined ? {} : { description: command.detail })}
      leftSection={<Icon size={16} stroke={1.6} aria-hidden />}
      onClick={() => (typeof run === 'string' ? leavePage(() => router.push(run)) : run())}
    />
  );
}
