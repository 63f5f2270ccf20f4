'use client';

import { Select, Switch } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useDashboard } from '@/components/dashboard/DashboardContext';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { Button } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import { downloadFile } from '@/components/ui/downloadFile';
import { slugOf } from '@/lib/dashboard/dashboardPath';
import { applyFieldConfig } from '@/lib/dashboard/fieldConfig';
import type { Frame } from '@/lib/dashboard/frame';
import { csvText } from '@/lib/dashboard/inspect/csv';
import {
  areSeries,
  type DataTable,
  dataTable,
  frameLabel,
  joinSeries,
  tableRows,
} from '@/lib/dashboard/inspect/dataTable';
import type { InspectTabProps } from './InspectDrawer';
import { InspectTable } from './InspectTable';
import classes from './inspect.module.css';
import { NoData } from './NoData';

const JOINED = 'joined';

/** The panel's frames as a table, to read, copy and download. */
export function DataTab({ placed, title, data }: InspectTabProps) {
  const { timeZone } = useTimeRange();
  const { dashboard } = useDashboard();
  const { panel } = placed;
  const [asQueried, setAsQueried] = useState(false);
  const [formatted, setFormatted] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const hasSteps = panel.transformations.some(({ disabled }) => disabled !== true);
  const frames = useMemo(() => {
    if (!asQueried || !hasSteps || data.raw === undefined) return data.drawn;
    return applyFieldConfig(data.raw, panel.fieldConfig);
  }, [asQueried, hasSteps, data.raw, data.drawn, panel.fieldConfig]);
  const choices = useMemo(() => frameChoices(frames ?? []), [frames]);
  const frame = useChosenFrame(frames, choices, chosen);
  const table = useMemo(
    () => (frame === undefined ? undefined : dataTable(frame, { timeZone, nowMs: Date.now() })),
    [frame, timeZone],
  );
  if (table === undefined || table.columns.length === 0) return <NoData data={data} />;
  const csv = () => toCsv(table, formatted);
  return (
    <div className={classes.data}>
      <div className={classes.tools}>
        {choices.length > 1 ? (
          <Select
            aria-label="Frame"
            className={classes.frames ?? ''}
            data={choices}
            value={choices.find(({ value }) => value === chosen)?.value ?? choices[0]?.value ?? null}
            allowDeselect={false}
            searchable={choices.length > 8}
            limit={200}
            onChange={(value) => setChosen(value ?? undefined)}
          />
        ) : null}
        {hasSteps ? (
          <Switch
            label="Transformations"
            checked={!asQueried}
            onChange={(event) => setAsQueried(!event.currentTarget.checked)}
          />
        ) : null}
        <Switch
          label="Formatted values"
          checked={formatted}
          onChange={(event) => setFormatted(event.currentTarget.checked)}
        />
        <span className={classes.spring} />
        <CopyButton what="table as CSV" text={csv} />
        <Button
          variant="primary"
          onClick={() => downloadFile(`${slugOf(`${dashboard.title} ${title}`)}.csv`, csv(), 'text/csv')}
        >
          <IconDownload size={15} aria-hidden />
          CSV
        </Button>
      </div>
      <InspectTable table={table} formatted={formatted} />
      {data.problems.map((problem) => (
        <p key={problem} className={classes.note} data-tone="warn">
          {problem}
        </p>
      ))}
    </div>
  );
}

function frameChoices(frames: readonly Frame[]): { value: string; label: string }[] {
  const single = frames.map((frame, index) => ({ value: String(index), label: frameLabel(frame, index) }));
  return areSeries(frames) ? [{ value: JOINED, label: `All ${frames.length} series by time` }, ...single] : single;
}

function useChosenFrame(
  frames: readonly Frame[] | undefined,
  choices: readonly { readonly value: string }[],
  chosen: string | undefined,
): Frame | undefined {
  const value = choices.find((one) => one.value === chosen)?.value ?? choices[0]?.value;
  return useMemo(() => {
    if (frames === undefined || value === undefined) return undefined;
    return value === JOINED ? joinSeries(frames)[0] : frames[Number(value)];
  }, [frames, value]);
}

function toCsv(table: DataTable, formatted: boolean): string {
  return csvText(
    table.columns.map(({ name }) => name),
    tableRows(table, formatted),
  );
}
