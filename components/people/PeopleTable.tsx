'use client';

import { IconDots, IconKey, IconTrash, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toast, toastFailure } from '@/components/shell/toasts';
import { useVisitor } from '@/components/shell/VisitorContext';
import { ActionMenu, type MenuAction } from '@/components/ui/ActionMenu';
import { IconButton } from '@/components/ui/IconButton';
import { changeRole, createPasswordLink, type Person, setDisabled } from '@/lib/api/people';
import type { Role } from '@/lib/api/visitor';
import { PasswordLinkDialog } from './PasswordLinkDialog';
import classes from './people.module.css';
import { RemovePersonDialog } from './RemovePersonDialog';
import { RoleSelect } from './RoleSelect';
import { When } from './When';

interface PeopleTableProps {
  readonly people: readonly Person[];
  readonly onChanged: () => void;
}

export function PeopleTable({ people, onChanged }: PeopleTableProps) {
  const admins = people.filter((person) => person.role === 'Admin' && !person.isDisabled);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>User</th>
          <th>Role</th>
          <th>Last seen</th>
          <th>
            <span className="visuallyHidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => {
          const isLastAdmin = admins.length === 1 && admins[0] === person;
          return <PersonRow key={person.userId} person={person} isLastAdmin={isLastAdmin} onChanged={onChanged} />;
        })}
      </tbody>
    </table>
  );
}

interface PersonRowProps {
  readonly person: Person;
  /** Somebody must be able to administer: neither demoted, disabled nor removed. */
  readonly isLastAdmin: boolean;
  readonly onChanged: () => void;
}

function PersonRow({ person, isLastAdmin, onChanged }: PersonRowProps) {
  const visitor = useVisitor();
  const isSelf = String(person.userId) === visitor.userId;
  const { userId, login } = person;
  const [removing, setRemoving] = useState(false);
  const change = useMutation({
    mutationFn: (work: () => Promise<void>) => work(),
    onSuccess: onChanged,
    onError: (error) => toastFailure(`${login} was not changed`, error),
  });
  const setRole = (role: Role) =>
    change.mutate(async () => {
      await changeRole(userId, role);
      toast(`${login} is ${role} now`);
    });
  const link = useMutation({
    mutationFn: () => createPasswordLink(userId),
    onError: (error) => toastFailure(`No link for ${login}`, error),
  });
  const actions: readonly (readonly MenuAction[])[] = [
    [{ label: 'Password link', icon: IconKey, onSelect: () => link.mutate() }],
    [
      {
        label: person.isDisabled ? 'Enable' : 'Disable',
        icon: person.isDisabled ? IconUserCheck : IconUserOff,
        disabled: isLastAdmin || isSelf,
        onSelect: () => change.mutate(() => setDisabled(userId, !person.isDisabled)),
      },
      {
        label: 'Remove',
        icon: IconTrash,
        tone: 'danger',
        disabled: isLastAdmin || isSelf,
        onSelect: () => setRemoving(true),
      },
    ],
  ];
  return (
    <tr>
      <td>
        <PersonName person={person} isSelf={isSelf} />
      </td>
      <td>
        <RoleSelect
          label={`Role of ${login}`}
          value={person.role}
          onChange={setRole}
          disabled={isLastAdmin || isSelf || change.isPending}
        />
      </td>
      <td className={classes.muted}>
        <When time={person.lastSeenAt} never={person.hasPassword ? 'never' : 'has not signed in yet'} />
      </td>
      <td>
        <ActionMenu groups={() => actions}>
          <IconButton icon={IconDots} label={`Actions for ${login}`} />
        </ActionMenu>
        {removing ? (
          <RemovePersonDialog person={person} onRemoved={onChanged} onClose={() => setRemoving(false)} />
        ) : null}
        {link.data === undefined ? null : (
          <PasswordLinkDialog login={login} link={link.data} onClose={() => link.reset()} />
        )}
      </td>
    </tr>
  );
}

function PersonName({ person, isSelf }: { readonly person: Person; readonly isSelf: boolean }) {
  const { name, login, email, isDisabled } = person;
  const details = [name === '' ? '' : login, email].filter(Boolean).join(' · ');
  return (
    <div className={classes.who}>
      <strong>
        {name || login} {isSelf ? <span className={classes.badge}>You</span> : null}
        {isDisabled ? (
          <span className={classes.badge} data-tone="off">
            Disabled
          </span>
        ) : null}
      </strong>
      {details === '' ? null : <span>{details}</span>}
    </div>
  );
}
