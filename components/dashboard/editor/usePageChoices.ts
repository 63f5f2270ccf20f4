'use client';

import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { useUrlParams } from '@/components/ui/useUrlParams';
import { readVariableChoices } from '@/lib/dashboard/variables/urlState';
import { useEditor } from './EditorContext';
import { type PageChoices, pageChoices } from './saveRequest';

/** What stands on the page now and is not the dashboard's default. */
export function usePageChoices(): PageChoices {
  const { dashboard } = useEditor();
  const { text } = useTimeRange();
  const { params } = useUrlParams();
  return pageChoices(dashboard, text, readVariableChoices(params));
}
