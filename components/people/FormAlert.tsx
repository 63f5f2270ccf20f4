import { IconAlertCircle } from '@tabler/icons-react';
import classes from './people.module.css';

/** What went wrong with a form as a whole; read out when it appears. */
export function FormAlert({ error }: { readonly error: Error | null }) {
  return (
    <div role="alert">
      {error === null ? null : (
        <p className={classes.alert}>
          <IconAlertCircle size={16} aria-hidden />
          <span>{error.message}</span>
        </p>
      )}
    </div>
  );
}
