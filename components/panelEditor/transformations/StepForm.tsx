'use client';

import type { ComponentType } from 'react';
import { FilterByValueForm } from './editors/FilterByValueForm';
import { GroupByForm } from './editors/GroupByForm';
import { OrganizeForm } from './editors/OrganizeForm';
import { SortByForm } from './editors/SortByForm';
import { FORMS } from './formFields';
import type { TransformFormProps } from './formProps';
import { TransformForm } from './TransformForm';
import { TransformJson } from './TransformJson';

const OWN_FORMS: Readonly<Record<string, ComponentType<TransformFormProps>>> = {
  organize: OrganizeForm,
  groupBy: GroupByForm,
  sortBy: SortByForm,
  filterByValue: FilterByValueForm,
};

/** The form of a step by its kind; a kind without one shows its JSON. */
export function StepForm(props: TransformFormProps) {
  const { id } = props.step;
  const Own = Object.hasOwn(OWN_FORMS, id) ? OWN_FORMS[id] : undefined;
  if (Own !== undefined) return <Own {...props} />;
  const fields = Object.hasOwn(FORMS, id) ? FORMS[id] : undefined;
  if (fields !== undefined) return <TransformForm {...props} fields={fields} />;
  return <TransformJson {...props} />;
}
