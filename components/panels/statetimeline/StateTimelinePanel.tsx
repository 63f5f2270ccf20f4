'use client';

import type { PanelProps } from '../panelType';
import type { HistoryOptions, TimelineOptions } from './options';
import { StateRows } from './StateRows';

/** How long each state held. */
export function StateTimelinePanel(props: PanelProps<TimelineOptions>) {
  return <StateRows {...props} merge={props.options.mergeValues} cellWidth={1} />;
}

/** Each sample as a cell of its own. */
export function StatusHistoryPanel({ options, ...rest }: PanelProps<HistoryOptions>) {
  return (
    <StateRows {...rest} options={{ ...options, alignValue: 'center' }} merge={false} cellWidth={options.colWidth} />
  );
}
