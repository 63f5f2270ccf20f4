'use client';

import { IconChevronDown, IconQuestionMark, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { PanelType } from '@/components/panels/panelType';
import { findPanelType } from '@/components/panels/registry';
import type { Panel } from '@/lib/dashboard/document';
import type { Frame } from '@/lib/dashboard/frame';
import optionClasses from '../options.module.css';
import classes from './picker.module.css';
import { type TypeEntry, typeEntries } from './pickerTypes';

interface VisualisationPickerProps {
  readonly panel: Panel;
  readonly frames: readonly Frame[];
  readonly opened: boolean;
  readonly onToggle: (opened: boolean) => void;
  readonly onPick: (type: PanelType<unknown>) => void;
}

/** The type of the panel, and the grid of all types to change it. */
export function VisualisationPicker({ panel, frames, opened, onToggle, onPick }: VisualisationPickerProps) {
  const type = findPanelType(panel.type);
  const Icon = type?.icon ?? IconQuestionMark;
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    onToggle(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={classes.current}
        aria-expanded={opened}
        aria-label={`Visualisation: ${type?.name ?? panel.type}`}
        onClick={() => onToggle(!opened)}
      >
        <Icon size={16} stroke={1.7} aria-hidden className={classes.currentIcon} />
        <span>{type?.name ?? `${panel.type || 'No type'} (not drawn yet)`}</span>
        <IconChevronDown size={14} aria-hidden className={classes.chevron} />
      </button>
      {opened ? (
        <TypeGrid
          panel={panel}
          frames={frames}
          onClose={close}
          onPick={(next) => {
            onPick(next);
            close();
          }}
        />
      ) : null}
    </>
  );
}

interface TypeGridProps extends Pick<VisualisationPickerProps, 'panel' | 'frames' | 'onPick'> {
  readonly onClose: () => void;
}

function TypeGrid({ panel, frames, onPick, onClose }: TypeGridProps) {
  const [search, setSearch] = useState('');
  const entries = typeEntries(frames, search);
  const grid = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (!moveFocus(event.key, grid.current)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const found = findPanelType(panel.type);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the search and of the buttons within
    <div className={classes.sheet} onKeyDown={onKeyDown}>
      <label className={optionClasses.search}>
        <IconSearch size={14} aria-hidden />
        <input
          type="search"
          aria-label="Search visualisations"
          placeholder="Search visualisations"
          value={search}
          // The picker was opened to choose: typing narrows at once.
          // biome-ignore lint/a11y/noAutofocus: as above
          autoFocus
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            const [first] = entries;
            if (event.key === 'Enter' && first) onPick(first.type);
          }}
        />
      </label>
      {found ? null : (
        <p className={classes.note}>
          “{panel.type}” is not drawn yet. Its JSON is kept until another visualisation takes its place; undo brings it
          back.
        </p>
      )}
      <div ref={grid}>
        <TypeTiles title="Suggested" entries={entries.filter((one) => one.suggested)} current={found} onPick={onPick} />
        <TypeTiles
          title={entries.some((one) => one.suggested) ? 'All others' : ''}
          entries={entries.filter((one) => !one.suggested)}
          current={found}
          onPick={onPick}
        />
      </div>
      {entries.length === 0 ? <p className={classes.note}>No visualisation is called “{search}”.</p> : null}
    </div>
  );
}

interface TypeTilesProps extends Pick<VisualisationPickerProps, 'onPick'> {
  readonly title: string;
  readonly entries: readonly TypeEntry[];
  readonly current: PanelType<unknown> | undefined;
}

function TypeTiles({ title, entries, current, onPick }: TypeTilesProps) {
  if (entries.length === 0) return null;
  return (
    <>
      {title === '' ? null : <h2 className={classes.heading}>{title}</h2>}
      <div className={classes.tiles}>
        {entries.map(({ type }) => (
          <button
            key={type.type}
            type="button"
            className={classes.tile}
            aria-pressed={type === current}
            onClick={() => onPick(type)}
          >
            <type.icon size={22} stroke={1.5} aria-hidden />
            <span className={classes.name}>{type.name}</span>
            <span className={classes.description}>{type.description}</span>
          </button>
        ))}
      </div>
    </>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 2, ArrowLeft: -1, ArrowUp: -2 };

/** Moves along the tiles by arrow keys, from the search field too; false where the key means something else. */
function moveFocus(key: string, grid: HTMLElement | null): boolean {
  const step = STEPS[key];
  if (step === undefined || grid === null) return false;
  const tiles = [...grid.querySelectorAll('button')];
  const at = tiles.findIndex((tile) => tile.matches(':focus'));
  if (at < 0 && key !== 'ArrowDown') return false;
  const next = tiles[at < 0 ? 0 : Math.min(tiles.length - 1, Math.max(0, at + step))];
  next?.focus();
  return true;
}
