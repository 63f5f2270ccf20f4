'use client';

import { useId } from 'react';
import type { Role } from '@/lib/api/visitor';
import classes from './people.module.css';
import { ROLE_MEANING, RoleSelect } from './RoleSelect';

interface RoleFieldProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
  readonly upTo?: Role;
}

/** A role with its name above and its meaning below. */
export function RoleField({ value, onChange, upTo = 'Admin' }: RoleFieldProps) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        Role
      </label>
      <RoleSelect id={id} value={value} onChange={onChange} upTo={upTo} />
      <span className={classes.hint}>
        {value} {ROLE_MEANING[value]}.
      </span>
    </div>
  );
}
