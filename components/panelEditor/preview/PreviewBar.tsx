'use client';

import { useDashboard } from '@/components/dashboard/DashboardContext';
import { Segments } from '@/components/ui/controls/Segments';
import { Switch } from '@/components/ui/controls/Switch';
import { useVariables } from '@/components/variables/useVariables';
import { VariablesBar } from '@/components/variables/VariablesBar';
import classes from './preview.module.css';

export interface PreviewMode {
  /** The data as a table instead of the drawing. */
  readonly table: boolean;
  /** All the room there is, or as large as on the dashboard. */
  readonly fill: boolean;
}

const SIZES = [
  { value: 'fill', label: 'Fill' },
  { value: 'actual', label: 'Actual size' },
];

interface PreviewBarProps {
  readonly mode: PreviewMode;
  readonly onMode: (mode: PreviewMode) => void;
}

/** The dashboard's variables, and how the preview is shown. */
export function PreviewBar({ mode, onMode }: PreviewBarProps) {
  const { dashboard } = useDashboard();
  const { resolved, choose } = useVariables(dashboard);
  return (
    <div className={classes.bar}>
      <div className={classes.variables}>
        <VariablesBar variables={resolved} onChoose={choose} />
      </div>
      <span className={classes.table}>
        <span aria-hidden>Table view</span>
        <Switch label="Table view" checked={mode.table} onChange={(table) => onMode({ ...mode, table })} />
      </span>
      <span className={classes.size}>
        <Segments
          label="Size of the preview"
          choices={SIZES}
          value={mode.fill ? 'fill' : 'actual'}
          onChange={(size) => onMode({ ...mode, fill: size === 'fill' })}
        />
      </span>
    </div>
  );
}
