import { IconBell, IconNews, IconNotes, type TablerIcon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { z } from 'zod';
import type { PanelProps, PanelType } from '../panelType';
import { AlertListNote, AnnotationListNote, NewsNote } from './PlaceholderPanel';

const options = z.looseObject({}).catch({});
type PlaceholderOptions = z.infer<typeof options>;

/** A type that dashboards have and that cannot be shown yet; it says so, and what to do instead. */
function placeholder(
  type: string,
  name: string,
  icon: TablerIcon,
  component: ComponentType<PanelProps<PlaceholderOptions>>,
): PanelType<PlaceholderOptions> {
  const description = 'Kept as it is, not shown yet';
  return { type, name, description, icon, options, component, standard: [], queries: false };
}

export const alertListPanel = placeholder('alertlist', 'Alert list', IconBell, AlertListNote);
export const annotationListPanel = placeholder('annolist', 'Annotations list', IconNotes, AnnotationListNote);
export const newsPanel = placeholder('news', 'News', IconNews, NewsNote);
