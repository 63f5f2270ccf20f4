'use client';

import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { IconButton } from '@/components/ui/IconButton';
import type { JsonObject } from '@/lib/dashboard/document';
import { addLink, moveLink, removeLink, setLink } from '@/lib/dashboard/edit/links';
import { type DashboardLink, readLinks } from '@/lib/dashboard/links';
import { LinkForm } from './LinkForm';
import { SettingsSection } from './SettingsSection';
import classes from './settings.module.css';

/** The links above the panels: to pages, and to dashboards by their tags. */
export function LinkSettings() {
  const { dashboard, edit } = useEditor();
  /** Index of the link in the form; the number of links for a new one. */
  const [open, setOpen] = useState<number>();
  const links = readLinks(dashboard.links);
  const apply = (index: number, link: JsonObject) => {
    if (index < links.length) edit('Change link', (known) => setLink(known, index, link));
    else edit('Add link', (known) => addLink(known, link));
    setOpen(undefined);
  };
  return (
    <SettingsSection
      title="Links"
      lead="Shown above the panels: pages, and other dashboards by their tags."
      actions={
        <Button onClick={() => setOpen(links.length)}>
          <IconPlus size={15} aria-hidden />
          Add link
        </Button>
      }
    >
      {links.length === 0 ? (
        <p className={classes.none}>No links yet. Add one to a runbook or a related dashboard.</p>
      ) : null}
      <ul className={classes.list}>
        {links.map((link, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: links have no name of their own
          <li key={index} className={classes.item}>
            <LinkText link={link} />
            <LinkButtons index={index} count={links.length} name={nameOf(link)} onOpen={() => setOpen(index)} />
          </li>
        ))}
      </ul>
      <Dialog
        title={open !== undefined && open < links.length ? 'Change link' : 'Add link'}
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
      >
        {open === undefined ? null : (
          <LinkForm
            kept={dashboard.links[open] ?? {}}
            onApply={(link) => apply(open, link)}
            onCancel={() => setOpen(undefined)}
          />
        )}
      </Dialog>
    </SettingsSection>
  );
}

function nameOf({ type, title, tags, url }: DashboardLink): string {
  return title || (type === 'dashboards' ? tags.join(', ') : url) || 'Untitled link';
}

function LinkText({ link }: { readonly link: DashboardLink }) {
  const leads = link.type === 'dashboards' ? `Dashboards with ${link.tags.join(', ') || 'any tag'}` : link.url;
  return (
    <div className={classes.itemText}>
      <strong>{nameOf(link)}</strong>
      <span title={leads}>{leads}</span>
    </div>
  );
}

interface LinkButtonsProps {
  readonly index: number;
  readonly count: number;
  readonly name: string;
  readonly onOpen: () => void;
}

function LinkButtons({ index, count, name, onOpen }: LinkButtonsProps) {
  const { edit } = useEditor();
  const move = (to: number) => edit('Move link', (known) => moveLink(known, index, to));
  return (
    <div className={classes.buttons}>
      <IconButton icon={IconArrowUp} label={`Move ${name} up`} disabled={index === 0} onClick={() => move(index - 1)} />
      <IconButton
        icon={IconArrowDown}
        label={`Move ${name} down`}
        disabled={index === count - 1}
        onClick={() => move(index + 1)}
      />
      <IconButton icon={IconPencil} label={`Change ${name}`} onClick={onOpen} />
      <IconButton
        icon={IconTrash}
        label={`Remove ${name}`}
        onClick={() => edit('Remove link', (known) => removeLink(known, index))}
      />
    </div>
  );
}
