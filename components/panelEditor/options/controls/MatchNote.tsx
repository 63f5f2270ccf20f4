import classes from './controls.module.css';

/** What an expression or matcher means at the moment. */
export function MatchNote({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) {
    return (
      <span className={classes.warning} role="status">
        Matches no field at the moment
      </span>
    );
  }
  const shown = names.slice(0, 3).join(', ');
  const more = names.length > 3 ? ` + ${names.length - 3} more` : '';
  return (
    <span className={classes.note} role="status" title={names.slice(0, 50).join('\n')}>
      Matches {names.length === 1 ? '1 field' : `${names.length} fields`}: {shown}
      {more}
    </span>
  );
}
