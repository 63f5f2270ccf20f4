'use client';

import { useState } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { dashboardLink, LONG_LINK } from '@/lib/dashboard/share/links';
import { CopyText } from './CopyText';
import { LinkFields } from './LinkFields';
import { NeedsSave, UnsavedNote } from './NeedsSave';
import classes from './share.module.css';
import { type LinkChoices, useLinkState, useLinkTarget } from './useLinkState';

/** The address of what is seen, with its time range and the values of its variables. */
export function LinkTab({ panelKey }: { readonly panelKey: string | undefined }) {
  const { info } = useEditor();
  const [choices, setChoices] = useState<LinkChoices>({ lockTime: true, theme: undefined });
  const target = useLinkTarget(panelKey);
  const link = dashboardLink(target, useLinkState(choices));
  if (info.uid === '') return <NeedsSave />;
  return (
    <div className={classes.form}>
      <p className={classes.lead}>Shows what you see: the time range and the values of the variables are part of it.</p>
      <LinkFields choices={choices} onChange={setChoices} />
      <CopyText label="Link" text={link} rows={3} />
      {link.length > LONG_LINK ? (
        <p className={classes.note} data-tone="warn">
          {link.length.toLocaleString('en')} characters: some mail and chat programs cut a link this long. Fewer chosen
          values of the variables make it shorter.
        </p>
      ) : null}
      <UnsavedNote />
    </div>
  );
}
