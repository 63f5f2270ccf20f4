'use client';

import type { VariableOption } from '@/lib/dashboard/document';
import type { ResolvedVariable } from '@/lib/dashboard/variables/resolve';
import { SettingsSection } from '../SettingsSection';
import classes from '../settings.module.css';

const MAX_SHOWN = 50;

interface ValuePreviewProps {
  /** undefined until the values are known for the first time. */
  readonly resolved: ResolvedVariable | undefined;
  readonly updating: boolean;
  /** A warning that stands at the field already. */
  readonly told: string | undefined;
}

/** The values that a variable offers now, with the other variables as they are chosen on the page. */
export function ValuePreview({ resolved, updating, told }: ValuePreviewProps) {
  if (resolved === undefined) {
    return (
      <SettingsSection title="Values">
        <p className={classes.none} role="status">
          Asking for the values…
        </p>
      </SettingsSection>
    );
  }
  const warning = resolved.warning === told ? undefined : resolved.warning;
  const values = valuesOf(resolved);
  return (
    <SettingsSection title="Values" lead={countText(values.length)}>
      {warning === undefined ? null : (
        <p className={classes.fieldProblem} role="alert">
          {warning}
        </p>
      )}
      {values.length === 0 && told !== undefined ? <p className={classes.none}>The query above says why.</p> : null}
      {values.length === 0 && resolved.warning === undefined ? <NoValues resolved={resolved} /> : null}
      <ul className={classes.values} aria-label="Values" aria-busy={updating}>
        {values.slice(0, MAX_SHOWN).map(({ text, value }) => (
          <li key={value} title={text === value ? value : `${text} : ${value}`}>
            {text === '' ? <em>empty</em> : text}
            {text === value ? null : <span> : {value}</span>}
          </li>
        ))}
        {values.length > MAX_SHOWN ? <li>and {values.length - MAX_SHOWN} more</li> : null}
      </ul>
    </SettingsSection>
  );
}

function countText(count: number): string {
  return count === 1 ? '1 value' : `${count.toLocaleString('en')} values`;
}

/** A text box and a constant have one value and nothing to choose from. */
function valuesOf({ variable, options, bound }: ResolvedVariable): readonly VariableOption[] {
  if (variable.type !== 'textbox' && variable.type !== 'constant') return options;
  return bound.values.map((value, index) => ({ text: bound.texts[index] ?? value, value }));
}

function NoValues({ resolved: { variable } }: { readonly resolved: ResolvedVariable }) {
  return (
    <p className={classes.none}>
      {variable.type === 'query' && variable.query !== ''
        ? `Nothing in the time range of the page answers this query${variable.regex === '' ? '' : ' and fits the regex'}. Look at a longer range, or at the values of the variables it mentions.`
        : 'Fill in what it offers above.'}
    </p>
  );
}
