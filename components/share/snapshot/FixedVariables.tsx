import type { Snapshot } from '@/lib/grafana/snapshot/snapshot';
import classes from './snapshot.module.css';

const MAX_SHOWN = 5;

/** What the variables stood for, as text. */
export function FixedVariables({ snapshot: { dashboard, variables } }: { readonly snapshot: Snapshot }) {
  const shown = variables.flatMap((bound) => {
    const definition = dashboard.variables.find(({ name }) => name === bound.name);
    if (definition === undefined || definition.hide === 'variable' || definition.type === 'constant') return [];
    return [{ bound, label: definition.label || definition.name }];
  });
  if (shown.length === 0) return null;
  return (
    <dl className={classes.variables} aria-label="Variables">
      {shown.map(({ bound, label }) => (
        <div key={bound.name}>
          <dt>{label}</dt>
          <dd title={bound.texts.join(', ').slice(0, 2000)}>{bound.isAll ? 'All' : listText(bound.texts)}</dd>
        </div>
      ))}
    </dl>
  );
}

function listText(texts: readonly string[]): string {
  if (texts.length === 0) return 'none';
  const more = texts.length - MAX_SHOWN;
  return texts.slice(0, MAX_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
