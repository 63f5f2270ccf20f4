'use client';

import { useEditor } from '@/components/dashboard/editor/EditorContext';
import type { JsonObject } from '@/lib/dashboard/document';
import { SettingsSection } from './SettingsSection';
import classes from './settings.module.css';

/** The annotation queries that the JSON holds. */
export function AnnotationSettings() {
  const { annotations } = useEditor().dashboard;
  return (
    <SettingsSection
      title="Annotations"
      lead="Belvedere does not draw annotations yet. What the JSON holds is kept and exported as it is."
    >
      <ul className={classes.list}>
        {annotations.map((annotation, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same name
          <li key={index} className={classes.item}>
            <div className={classes.itemText}>
              <strong>{annotationName(annotation)}</strong>
            </div>
            <span className={classes.fact}>{annotation['enable'] === false ? 'Off' : 'On'}</span>
          </li>
        ))}
      </ul>
    </SettingsSection>
  );
}

function annotationName({ name }: JsonObject): string {
  return typeof name === 'string' && name !== '' ? name : 'Without a name';
}
