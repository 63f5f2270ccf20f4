import { IconLayoutGrid, IconTimeline } from '@tabler/icons-react';
import { ALL_STANDARD, type PanelType } from '../panelType';
import { type HistoryOptions, historyOptions, stateStyle, type TimelineOptions, timelineOptions } from './options';
import { StateTimelinePanel, StatusHistoryPanel } from './StateTimelinePanel';

export const stateTimelinePanel: PanelType<TimelineOptions> = {
  type: 'state-timeline',
  name: 'State timeline',
  description: 'How long states held',
  icon: IconTimeline,
  options: timelineOptions,
  custom: stateStyle,
  component: StateTimelinePanel,
  standard: ALL_STANDARD,
  queries: true,
};

export const statusHistoryPanel: PanelType<HistoryOptions> = {
  type: 'status-history',
  name: 'Status history',
  description: 'States at regular times, as cells',
  icon: IconLayoutGrid,
  options: historyOptions,
  custom: stateStyle,
  component: StatusHistoryPanel,
  standard: ALL_STANDARD,
  queries: true,
};
