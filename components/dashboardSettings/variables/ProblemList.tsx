import { IconAlertTriangle } from '@tabler/icons-react';
import classes from '../settings.module.css';

/** What keeps a variable from its values. */
export function ProblemList({ problems }: { readonly problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems} role="alert">
      {problems.map((problem) => (
        <li key={problem}>
          <IconAlertTriangle size={14} aria-hidden />
          {problem}
        </li>
      ))}
    </ul>
  );
}
