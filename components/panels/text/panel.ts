import type { PanelType } from '../panelType';
import { type TextOptions, textOptions } from './options';
import { TextPanel } from './TextPanel';

export const textPanel: PanelType<TextOptions> = {
  type: 'text',
  name: 'Text',
  options: textOptions,
  component: TextPanel,
  queries: false,
};
