'use client';

import { Menu } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import classes from './actionMenu.module.css';

/** One entry of a menu: an action, a link, or a title with further entries. */
export interface MenuAction {
  readonly label: string;
  readonly icon?: TablerIcon;
  /** Keys that do the same, as they are printed. */
  readonly keys?: readonly string[];
  readonly tone?: 'danger';
  readonly disabled?: boolean;
  readonly onSelect?: () => void;
  readonly href?: string;
  readonly newTab?: boolean;
  readonly children?: readonly MenuAction[];
}

interface ActionMenuProps {
  /** The button that opens it. */
  readonly children: ReactNode;
  /** Asked when the menu opens; groups are parted by lines. */
  readonly groups: () => readonly (readonly MenuAction[])[];
  readonly position?: 'bottom-end' | 'bottom-start' | 'top-end' | 'top-start';
  readonly onChange?: (opened: boolean) => void;
}

/** A menu of actions with icons and keys, with all of a menu's own keys. */
export function ActionMenu({ children, groups, position = 'bottom-end', onChange }: ActionMenuProps) {
  return (
    <Menu position={position} withinPortal shadow="none" offset={4} {...(onChange === undefined ? {} : { onChange })}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        <Groups groups={groups} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Groups({ groups }: Pick<ActionMenuProps, 'groups'>) {
  return groups()
    .filter((actions) => actions.length > 0)
    .map((actions, index) => (
      <Fragment key={actions[0]?.label}>
        {index === 0 ? null : <Menu.Divider className={classes.divider} />}
        {actions.map((action) => (
          <Entry key={action.label} action={action} />
        ))}
      </Fragment>
    ));
}

function Entry({ action }: { readonly action: MenuAction }) {
  const { label, icon: Icon, keys = [], tone, disabled, onSelect, href, newTab, children } = action;
  const shared = {
    className: classes.item,
    'data-tone': tone,
    leftSection: Icon === undefined ? undefined : <Icon size={16} stroke={1.7} aria-hidden />,
  };
  if (children !== undefined) {
    return (
      <Menu.Sub position="right-start" offset={2}>
        <Menu.Sub.Target>
          <Menu.Sub.Item {...shared} className={`${classes.item} ${classes.parent}`}>
            {label}
          </Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown className={classes.dropdown}>
          {children.map((child) => (
            <Entry key={child.label} action={child} />
          ))}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
    );
  }
  if (href !== undefined) {
    const target = newTab === true ? { target: '_blank', rel: 'noopener noreferrer' } : {};
    return (
      <Menu.Item {...shared} component={Link} href={href} {...target}>
        {label}
      </Menu.Item>
    );
  }
  return (
    <Menu.Item
      {...shared}
      disabled={disabled ?? false}
      aria-keyshortcuts={keys.length === 0 ? undefined : keys.join(' ')}
      rightSection={keys.length === 0 ? undefined : <Keys keys={keys} />}
      onClick={onSelect}
    >
      {label}
    </Menu.Item>
  );
}

function Keys({ keys }: { readonly keys: readonly string[] }) {
  return <kbd className={classes.keys}>{keys.join(' ')}</kbd>;
}
