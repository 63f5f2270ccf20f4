'use client';

import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { sameJson } from '@/lib/dashboard/sameJson';
import type { DraftState } from './draftState';
import { browserDrafts, dropDraft, type KeptDraft, keepDraft, readDraft } from './keptDrafts';

const DEBOUNCE_MS = 800;

export interface DraftOffer {
  /** Unsaved changes of an earlier visit that nobody decided about yet. */
  readonly offer: KeptDraft | undefined;
  /** Offers a draft that gave way to something else. */
  readonly setOffer: (draft: KeptDraft | undefined) => void;
  /** Changes cannot be kept in this browser: too large, or storage is full or off. */
  readonly unkept: boolean;
}

/** Keeps the draft in the browser while there are changes, and finds what an earlier visit left. */
export function useKeptDraft({ stored, info, history, dirty }: DraftState, canEdit: boolean): DraftOffer {
  const { uid, version } = info;
  const { present } = history;
  const [offer, setOffer] = useState<KeptDraft>();
  const [unkept, setUnkept] = useState(false);
  const [looked, setLooked] = useState(false);
  const look = useEffectEvent(() => {
    const found = canEdit ? readDraft(browserDrafts(), uid) : undefined;
    if (found !== undefined && sameJson(found.dashboard, stored)) dropDraft(browserDrafts(), uid);
    else setOffer(found);
    setLooked(true);
  });
  useEffect(() => look(), []);
  const keep = useCallback(() => {
    setUnkept(!keepDraft(browserDrafts(), uid, { dashboard: present, version, savedMs: Date.now() }));
  }, [uid, version, present]);
  useEffect(() => {
    if (!looked || !canEdit) return;
    if (!dirty) {
      if (offer === undefined) dropDraft(browserDrafts(), uid);
      return;
    }
    const timer = setTimeout(keep, DEBOUNCE_MS);
    window.addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
    };
  }, [looked, canEdit, dirty, keep, uid, offer]);
  return { offer, setOffer, unkept: dirty && unkept };
}
