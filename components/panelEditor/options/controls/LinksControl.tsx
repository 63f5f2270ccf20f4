'use client';

import { IconPlus } from '@tabler/icons-react';
import { z } from 'zod';
import { safeUrl } from '@/components/panels/text/safeElements';
import { Button } from '@/components/ui/Button';
import fields from '@/components/ui/controls/controls.module.css';
import { PickerButton } from '@/components/ui/controls/PickerButton';
import { Switch } from '@/components/ui/controls/Switch';
import type { JsonObject } from '@/lib/dashboard/document';
import { moveItem } from '../moveItem';
import { objectOf } from '../panelValues';
import type { ControlProps } from './controlProps';
import classes from './controls.module.css';
import { ItemButtons } from './ItemButtons';

const list = z.array(z.unknown()).catch([]);

/* biome-ignore-start lint/suspicious/noTemplateCurlyInString: placeholders that authors write */
const DATA_VARIABLES: readonly (readonly [string, string])[] = [
  ['${__value.text}', 'value as shown'],
  ['${__value.raw}', 'value as measured'],
  ['${__value.time}', 'time of the value'],
  ['${__field.name}', 'name of the field'],
  ['${__series.name}', 'name of the series'],
];
const PAGE_VARIABLES: readonly (readonly [string, string])[] = [
  ['${__url_time_range}', 'time range'],
  ['${__all_variables}', 'all variables'],
];
/* biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above */

/** Links with variables in their addresses: of a panel, or of its values. */
export function LinksControl({ field, value, data, onChange }: ControlProps) {
  const links = list.parse(value).map(objectOf);
  const set = (next: readonly JsonObject[], typing?: boolean) => onChange(next.length === 0 ? undefined : next, typing);
  const labels = [...new Set(data.fields.flatMap(({ field: one }) => Object.keys(one.labels ?? {})))].slice(0, 50);
  const ofData = field.home === 'standard' ? [...DATA_VARIABLES, ...labels.map(labelVariable)] : [];
  const ofPage = [...data.variables.map((name) => [`\${${name}}`, 'variable'] as const), ...PAGE_VARIABLES];
  return (
    <div className={classes.stack}>
      {links.map((link, index) => (
        <LinkEditor
          // Links have no other identity than their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          key={index}
          link={link}
          name={`link ${index + 1}`}
          variables={[...ofData, ...ofPage]}
          onChange={(next, typing) =>
            set(
              links.map((one, i) => (i === index ? next : one)),
              typing,
            )
          }
        >
          <ItemButtons
            name={`link ${index + 1}`}
            index={index}
            count={links.length}
            onMove={(step) => set(moveItem(links, index, step))}
            onRemove={() => set(links.filter((_, i) => i !== index))}
          />
        </LinkEditor>
      ))}
      <Button onClick={() => set([...links, { title: '', url: '', targetBlank: true }])}>
        <IconPlus size={14} aria-hidden /> Add link
      </Button>
    </div>
  );
}

function labelVariable(name: string): readonly [string, string] {
  return [`\${__field.labels.${name}}`, 'label'];
}

interface LinkEditorProps {
  readonly link: JsonObject;
  readonly name: string;
  readonly variables: readonly (readonly [string, string])[];
  readonly onChange: (link: JsonObject, typing?: boolean) => void;
  readonly children: React.ReactNode;
}

function LinkEditor({ link, name, variables, onChange, children }: LinkEditorProps) {
  const url = typeof link['url'] === 'string' ? link['url'] : '';
  const title = typeof link['title'] === 'string' ? link['title'] : '';
  const isUnsafe = safeUrl(url) === undefined;
  return (
    <div className={classes.item}>
      <div className={classes.line}>
        <input
          className={fields.text}
          aria-label={`Title of ${name}`}
          placeholder="Title"
          value={title}
          onChange={(event) => onChange({ ...link, title: event.target.value }, true)}
        />
        {children}
      </div>
      <input
        className={`${fields.text} ${fields.mono}`}
        aria-label={`Address of ${name}`}
        aria-invalid={isUnsafe}
        placeholder="https:// or /d/…"
        value={url}
        onChange={(event) => onChange({ ...link, url: event.target.value }, true)}
      />
      {isUnsafe ? (
        <span className={classes.warning} role="status">
          Not followed: only http, https, mailto and relative addresses are
        </span>
      ) : null}
      <div className={classes.line}>
        <span className={classes.grow}>
          <PickerButton
            label={`Insert a variable into ${name}`}
            text="Insert variable"
            isEmpty
            groups={[{ name: '', items: variables.map(([value, detail]) => ({ value, label: value, detail })) }]}
            selected={[]}
            onPick={(variable) => onChange({ ...link, url: url + variable })}
          />
        </span>
        <span className={classes.note} aria-hidden>
          New tab
        </span>
        <Switch
          label={`Open ${name} in a new tab`}
          checked={link['targetBlank'] === true}
          onChange={(targetBlank) => onChange({ ...link, targetBlank })}
        />
      </div>
    </div>
  );
}
