'use client';

import { ROLES, type Role } from '@/lib/api/visitor';
import classes from './people.module.css';

/** What each role may do, in a line. */
export const ROLE_MEANING: Readonly<Record<Role, string>> = {
  Viewer: 'sees dashboards and metrics',
  Editor: 'also edits dashboards and sends samples',
  Admin: 'also manages users and the collector',
};

interface RoleSelectProps {
  readonly id?: string;
  /** Its name where no label stands beside it. */
  readonly label?: string;
  readonly value: Role;
  readonly onChange: (role: Role) => void;
  /** The highest role to choose from. */
  readonly upTo?: Role;
  readonly disabled?: boolean;
}

export function RoleSelect({ id, label, value, onChange, upTo = 'Admin', disabled = false }: RoleSelectProps) {
  return (
    <select
      id={id}
      aria-label={label}
      className={classes.select}
      value={value}
      disabled={disabled}
      onChange={(event) => {
        const role = ROLES.find((candidate) => candidate === event.currentTarget.value);
        if (role !== undefined) onChange(role);
      }}
    >
      {ROLES.slice(0, ROLES.indexOf(upTo) + 1).map((role) => (
        <option key={role} value={role}>
          {role}
        </option>
      ))}
    </select>
  );
}
