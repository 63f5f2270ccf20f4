'use client';

import { IconDatabaseOff, IconZoomQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { PanelRequest } from '@/components/query/panelQueries';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { Button } from '@/components/ui/Button';
import type { Panel } from '@/lib/dashboard/document';
import { mentionedVariables } from '@/lib/dashboard/variables/interpolate';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import { diagnoseEmpty } from './diagnoseEmpty';
import classes from './panel.module.css';
import type { PanelView } from './panelView';

interface EmptyStateProps {
  readonly panel: Panel;
  readonly scope: VariableScope;
  readonly view: PanelView;
  readonly request: PanelRequest | undefined;
}

/** Says why there is nothing, as far as it can be found out, and offers the next step. */
export function EmptyState({ panel, scope, view, request }: EmptyStateProps) {
  const range = useTimeRange();
  const exprs = request?.queries.map(({ expr }) => expr) ?? [];
  const valueless = variableWithoutValue(panel, scope);
  const asked = view.message === 'No data' && request !== undefined && valueless === undefined;
  const { data: reason } = useQuery({
    queryKey: ['empty', exprs],
    enabled: asked,
    staleTime: 30_000,
    queryFn: ({ signal }) => diagnoseEmpty(exprs, signal),
  });
  const unknown = reason?.type === 'unknownMetric' ? reason : undefined;
  const Icon = unknown === undefined ? IconDatabaseOff : IconZoomQuestion;
  return (
    <div className={classes.message} role="status">
      <Icon size={24} stroke={1.5} aria-hidden className={classes.icon} />
      {unknown === undefined ? (
        <>
          <p className={classes.cause}>{view.message}</p>
          <p className={classes.detail}>
            {valueless === undefined ? reason?.detail : `Variable ${valueless} has no value.`}
          </p>
        </>
      ) : (
        <>
          <p className={classes.cause}>
            No metric named <code>{unknown.metric}</code>
          </p>
          <p className={classes.detail}>{unknown.detail}</p>
          <ul className={classes.names}>
            {unknown.nearest.map((name) => (
              <li key={name}>
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {asked && unknown === undefined ? (
        <Button onClick={() => range.setText({ from: 'now-24h', to: 'now' })}>Show last 24 hours</Button>
      ) : null}
    </div>
  );
}

/** Name of a variable that the queries need and that stands for nothing. */
function variableWithoutValue({ targets }: Panel, scope: VariableScope): string | undefined {
  const names = targets.flatMap(({ expr, hide }) => (hide ? [] : [...mentionedVariables(expr)]));
  return names.find((name) => scope.variables.get(name)?.values.length === 0);
}
