import type { Target } from '@/lib/dashboard/document';
import { writeTarget } from '@/lib/grafana/target';
import classes from './queries.module.css';

const MAX_CHARACTERS = 20_000;

/** A query of a source that speaks no PromQL: shown as it is stored, and stored as it is. */
export function ForeignQuery({ target, type }: { readonly target: Target; readonly type: string }) {
  const json = JSON.stringify(writeTarget(target), null, 2);
  return (
    <div className={classes.foreign}>
      <p>
        Belvedere cannot ask a source of type {type}. The query is kept as it is; choose another source above to ask
        Belvedere instead.
      </p>
      <details>
        <summary>Stored query</summary>
        <pre>{json.slice(0, MAX_CHARACTERS)}</pre>
      </details>
    </div>
  );
}
