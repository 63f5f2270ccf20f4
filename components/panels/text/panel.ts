import { IconMarkdown } from '@tabler/icons-react';
import type { PanelType } from '../panelType';
import { type TextOptions, textOptions } from './options';
import { TextPanel } from './TextPanel';

export const textPanel: PanelType<TextOptions> = {
  type: 'text',
  name: 'Text',
  description: 'Notes in Markdown or HTML',
  icon: IconMarkdown,
  options: textOptions,
  component: TextPanel,
  standard: [],
  queries: false,
};
