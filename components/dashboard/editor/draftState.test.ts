import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/lib/dashboard/edit/settings';
import { readClassic } from '@/lib/grafana/classic';
import { beginDraft, type DraftAction, type DraftState, reduceDraft } from './draftState';

const stored = readClassic({ uid: 'u', title: 'Stored' }).dashboard;
const info = { uid: 'u', version: 3, folderUid: '', folderTitle: '' };

function drafted(...actions: DraftAction[]): DraftState {
  return actions.reduce(reduceDraft, beginDraft(stored, info));
}

function title(name: string, group?: string): DraftAction {
  return { type: 'edit', label: `Name it ${name}`, change: (d) => changeSettings(d, { title: name }), group };
}

describe('draft', () => {
  it('is dirty while it differs from what is stored', () => {
    expect(drafted().dirty).toBe(false);
    expect(drafted(title('A')).dirty).toBe(true);
    expect(drafted(title('A'), title('Stored')).dirty).toBe(false);
    expect(drafted(title('A'), { type: 'undo' }).dirty).toBe(false);
    expect(drafted(title('A'), { type: 'undo' }, { type: 'redo' }).dirty).toBe(true);
  });

  it('gives the same state for an edit that changes nothing', () => {
    const state = drafted(title('A'));
    expect(reduceDraft(state, title('A'))).toBe(state);
  });

  it('takes typing into one field as one step', () => {
    const state = drafted(title('A', 'title'), title('AB', 'title'), { type: 'undo' });
    expect(state.history.present.title).toBe('Stored');
  });

  it('discards as a step that undo takes back', () => {
    const discarded = drafted(title('A'), { type: 'discard' });
    expect([discarded.history.present.title, discarded.dirty]).toEqual(['Stored', false]);
    expect(reduceDraft(discarded, { type: 'undo' }).history.present.title).toBe('A');
  });

  it('keeps undo across a save, and edits made while the save was under way', () => {
    const draft = drafted(title('A'));
    const edited = reduceDraft(draft, title('B'));
    const { present } = draft.history;
    const saved = { type: 'saved', draft: present, dashboard: present, info: { ...info, version: 4 } } as const;
    expect(reduceDraft(draft, saved)).toMatchObject({ dirty: false, info: { version: 4 }, stored: { title: 'A' } });
    expect(reduceDraft(edited, saved)).toMatchObject({ dirty: true, history: { present: { title: 'B' } } });
    expect(reduceDraft(reduceDraft(draft, saved), { type: 'undo' })).toMatchObject({
      dirty: true,
      history: { present: { title: 'Stored' } },
    });
  });

  it('gives a first save its uid', () => {
    const fresh = beginDraft({ ...stored, uid: '' }, { ...info, uid: '', version: 0 });
    expect(fresh.editing).toBe(true);
    const edited = reduceDraft(fresh, title('A'));
    const { present } = edited.history;
    const saved = reduceDraft(edited, {
      type: 'saved',
      draft: present,
      dashboard: { ...present, uid: 'u' },
      info: { ...info, version: 1 },
    });
    expect([saved.history.present.uid, saved.dirty, saved.info.version]).toEqual(['u', false, 1]);
    expect(reduceDraft(saved, { type: 'undo' }).history.present.uid).toBe('u');
  });

  it('takes over what the save itself changed, also into the steps of undo', () => {
    const draft = drafted({ type: 'edit', label: 'Tag', change: (d) => changeSettings(d, { tags: ['x'] }) });
    const { present } = draft.history;
    const dashboard = { ...present, title: 'Named', time: { from: 'now-1h', to: 'now' } };
    const action = { type: 'saved', draft: present, dashboard, info: { ...info, version: 4 } } as const;
    const saved = reduceDraft(draft, action);
    expect([saved.dirty, saved.history.present]).toEqual([false, dashboard]);
    const undone = reduceDraft(saved, { type: 'undo' });
    expect(undone.history.present).toMatchObject({ title: 'Named', time: { from: 'now-1h' }, tags: [] });
    // Named anew while the save was under way: that name stays, unsaved.
    const renamed = reduceDraft(reduceDraft(draft, title('Other')), action);
    expect([renamed.dirty, renamed.history.present.title, renamed.history.present.time.from]).toEqual([
      true,
      'Other',
      'now-1h',
    ]);
  });

  it('loads a newer version over the draft; undo does not put the draft on it', () => {
    const newer = { ...stored, title: 'Newer' };
    const loaded = drafted(title('A'), { type: 'loaded', dashboard: newer, info: { ...info, version: 9 } });
    expect([loaded.history.present.title, loaded.dirty, loaded.info.version]).toEqual(['Newer', false, 9]);
    expect(reduceDraft(loaded, { type: 'undo' }).history.present.title).toBe('Newer');
  });

  it('restores an earlier draft on the version it was made on', () => {
    const restored = drafted({ type: 'restored', dashboard: { ...stored, title: 'Kept' }, version: 2 });
    expect(restored).toMatchObject({ dirty: true, editing: true, info: { version: 2 } });
  });
});
