'use client';

import classes from './importer.module.css';
import type { Counted, ImportFindings } from './readImport';

const MAX_NOTES = 50;
const MAX_PATHS = 5;

/** The report of what is not honoured; nothing is lost by it. */
export function FindingsView({ findings: { panelTypes, sources, notes } }: { readonly findings: ImportFindings }) {
  if (panelTypes.length + sources.length + notes.length === 0)
    return <p className={classes.facts}>Everything in it is honoured.</p>;
  return (
    <div className={classes.findings}>
      {panelTypes.length === 0 ? null : (
        <p>
          Panel types that are not drawn yet: <CountedList items={panelTypes} />
        </p>
      )}
      {sources.length === 0 ? null : (
        <p>
          Panels that ask data sources other than PromQL: <CountedList items={sources} />
        </p>
      )}
      {notes.length === 0 ? null : (
        <details>
          <summary>{notes.length === 1 ? '1 note' : `${notes.length} notes`} about its JSON</summary>
          <ul className={classes.notes}>
            {notes.slice(0, MAX_NOTES).map(({ message, paths }) => (
              <li key={message}>
                {message}
                <span className={classes.paths}>{pathText(paths)}</span>
              </li>
            ))}
            {notes.length > MAX_NOTES ? <li>and {notes.length - MAX_NOTES} more</li> : null}
          </ul>
        </details>
      )}
      <p className={classes.facts}>All of it is kept in the dashboard, and is there again when it is exported.</p>
    </div>
  );
}

function CountedList({ items }: { readonly items: readonly Counted[] }) {
  return items.map(({ name, count }, index) => (
    <span key={name}>
      {index === 0 ? '' : ', '}
      <code>{name}</code> ×{count}
    </span>
  ));
}

function pathText(paths: readonly string[]): string {
  const known = paths.filter((path) => path !== '');
  const rest = known.length - MAX_PATHS;
  return `${known.slice(0, MAX_PATHS).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
