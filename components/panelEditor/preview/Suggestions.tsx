'use client';

import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { PanelDataState } from '@/components/dashboard/usePanelData';
import type { PanelType } from '@/components/panels/panelType';
import { panelTypes } from '@/components/panels/registry';
import { IconButton } from '@/components/ui/IconButton';
import type { Frame } from '@/lib/dashboard/frame';
import { switchType } from '../options/switchType';
import type { PanelDraft } from '../usePanelDraft';
import classes from './preview.module.css';

const MOST = 5;

/** The types that suit the data, best first. */
export function suggestedTypes(frames: readonly Frame[]): PanelType<unknown>[] {
  const rated = Object.values(panelTypes).map((type) => ({ type, rating: type.suggest?.(frames) ?? 0 }));
  const suitable = rated.filter(({ rating }) => rating > 0).sort((a, b) => b.rating - a.rating);
  return suitable.slice(0, MOST).map(({ type }) => type);
}

/** For a new panel that has its first data: which visualisations suit it. */
export function Suggestions({ draft, loaded }: { readonly draft: PanelDraft; readonly loaded: PanelDataState }) {
  const { panel, change, isNew } = draft;
  const [closed, setClosed] = useState(false);
  const frames = loaded.empty ? undefined : loaded.data?.frames;
  const types = useMemo(() => (frames === undefined ? [] : suggestedTypes(frames)), [frames]);
  if (!isNew || closed || types.length < 2) return null;
  return (
    <section className={classes.suggestions} aria-label="Visualisations that suit the data">
      <span className={classes.suggestionsLabel}>Suits this data</span>
      {types.map((type) => (
        <button
          key={type.type}
          type="button"
          className={classes.suggestion}
          aria-pressed={panel.type === type.type}
          title={type.description}
          onClick={() => change(`Change to ${type.name}`, switchType(panel, type, {}))}
        >
          <type.icon size={14} stroke={1.7} aria-hidden />
          {type.name}
        </button>
      ))}
      <IconButton icon={IconX} size={24} label="Hide suggestions" onClick={() => setClosed(true)} />
    </section>
  );
}
