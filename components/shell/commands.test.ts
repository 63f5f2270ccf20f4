import { IconHome } from '@tabler/icons-react';
import { expect, it } from 'vitest';
import { type Command, matchCommands } from './commands';

const command = (label: string, more: Partial<Command> = {}): Command => ({
  id: label,
  label,
  icon: IconHome,
  run: '/',
  ...more,
});
const groups = [
  { name: 'Pages', commands: [command('Targets'), command('Home')] },
  { name: 'Dashboards', commands: [command('Node', { detail: 'Hardware', found: true })] },
];

it.each([
  ['', ['Targets', 'Home', 'Node']],
  ['TAR', ['Targets', 'Node']],
  ['gets tar', ['Targets', 'Node']],
  ['zzz', ['Node']],
])('%j finds %j', (query, want) => {
  const found = matchCommands(groups, query).flatMap(({ commands }) => commands.map(({ label }) => label));
  expect(found).toEqual(want);
});
