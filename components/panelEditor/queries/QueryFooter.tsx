'use client';

import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconLoader2 } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Target } from '@/lib/dashboard/document';
import { lintTemplate } from '@/lib/dashboard/promqlTemplate/lintTemplate';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import classes from './queries.module.css';
import type { QueryReport } from './queryReports';
import { placedError, reportParts } from './reportText';

interface QueryFooterProps {
  readonly target: Target;
  readonly report: QueryReport | undefined;
  readonly scope: VariableScope;
}

/** What the collector said: how much it gave, or what is wrong and where. */
export function QueryFooter({ target, report, scope }: QueryFooterProps) {
  const text = useMemo(() => {
    if (report?.error === undefined) return undefined;
    return placedError(report.error.message, target.expr, lintTemplate(target.expr, scope));
  }, [report, target.expr, scope]);
  if (target.hide || target.expr.trim() === '') {
    return <Line tone="idle">{target.hide ? 'Not asked while it is hidden' : 'Type an expression to see data'}</Line>;
  }
  if (report === undefined) return <Line tone="idle">Not asked yet</Line>;
  if (text !== undefined) return <Line tone="error">{text}</Line>;
  const [first, ...others] = reportParts(report);
  return (
    <Line tone={report.phase === 'loading' ? 'loading' : report.warnings.length > 0 ? 'warning' : 'ok'}>
      <strong>{first}</strong>
      {others.map((part) => (
        <span key={part}>{part}</span>
      ))}
      {report.warnings.length === 0 ? null : (
        <span className={classes.warnings} title={report.warnings.join('\n')}>
          {report.warnings[0]}
        </span>
      )}
      {report.expr === target.expr ? null : (
        <code className={classes.asked} title={`Asked as\n${report.expr.slice(0, 4000)}`}>
          {report.expr.slice(0, 400)}
        </code>
      )}
    </Line>
  );
}

const ICONS = {
  idle: undefined,
  loading: IconLoader2,
  ok: IconCircleCheck,
  warning: IconAlertTriangle,
  error: IconCircleX,
} as const;

function Line({ tone, children }: { readonly tone: keyof typeof ICONS; readonly children: React.ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <p className={classes.footer} data-tone={tone} role={tone === 'error' ? 'status' : undefined}>
      {Icon === undefined ? null : <Icon size={14} aria-hidden />}
      {children}
    </p>
  );
}
