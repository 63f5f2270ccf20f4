/** One of several values that a control offers. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What every control that offers choices gets. */
export interface ChoiceProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}
