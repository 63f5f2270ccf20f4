'use client';

import { CalcsControl } from './CalcsControl';
import { ChoiceControl } from './ChoiceControl';
import { ChoicesControl } from './ChoicesControl';
import { CompositeControl } from './CompositeControl';
import type { ControlProps } from './controlProps';
import { DashesControl } from './DashesControl';
import { FieldColorControl } from './FieldColorControl';
import { FieldNameControl, FieldNamesControl, FieldsControl, RepeatControl, TableSortControl } from './FieldControls';
import { GapsControl } from './GapsControl';
import { LinksControl } from './LinksControl';
import { MappingsControl } from './MappingsControl';
import { NumberControl } from './NumberControl';
import { SwitchControl } from './SwitchControl';
import { TextControl } from './TextControl';
import { ThresholdsControl } from './ThresholdsControl';
import { UnitControl } from './UnitControl';
import { WordsControl } from './WordsControl';

/** The control of an option by its kind. */
export function OptionControl(props: ControlProps) {
  const { control } = props.field;
  switch (control.kind) {
    case 'switch':
      return <SwitchControl {...props} />;
    case 'choice':
      return <ChoiceControl {...props} />;
    case 'choices':
      return <ChoicesControl {...props} />;
    case 'number':
    case 'slider':
      return <NumberControl {...props} />;
    case 'text':
    case 'textArea':
      return <TextControl {...props} />;
    case 'calcs':
    case 'calc':
      return <CalcsControl {...props} />;
    case 'fields':
      return <FieldsControl {...props} />;
    case 'fieldName':
      return <FieldNameControl {...props} />;
    case 'fieldNames':
      return <FieldNamesControl {...props} />;
    case 'tableSort':
      return <TableSortControl {...props} />;
    case 'gaps':
      return <GapsControl {...props} />;
    case 'dashes':
      return <DashesControl {...props} />;
    case 'words':
      return <WordsControl {...props} />;
    case 'unit':
      return <UnitControl {...props} />;
    case 'color':
      return <FieldColorControl {...props} />;
    case 'thresholds':
      return <ThresholdsControl {...props} />;
    case 'mappings':
      return <MappingsControl {...props} />;
    case 'links':
      return <LinksControl {...props} />;
    case 'repeat':
      return <RepeatControl {...props} />;
    case 'composite':
      return <CompositeControl {...props} />;
    default:
      return unknownKind(control);
  }
}

function unknownKind(control: never): never {
  throw new Error(`BUG: no control for ${JSON.stringify(control)}`);
}
