import { describe, expect, it } from 'vitest';
import { readClassic } from '@/lib/grafana/classic';
import { type DraftStorage, dropDraft, keepDraft, readDraft } from './keptDrafts';

const dashboard = readClassic({ uid: 'a', title: 'A', panels: [{ id: 1, type: 'stat' }] }).dashboard;

class MemoryStorage implements DraftStorage {
  readonly entries = new Map<string, string>();
  constructor(public full = false) {}
  get length() {
    return this.entries.size;
  }
  key(index: number) {
    return [...this.entries.keys()][index] ?? null;
  }
  getItem(key: string) {
    return this.entries.get(key) ?? null;
  }
  removeItem(key: string) {
    this.entries.delete(key);
  }
  setItem(key: string, value: string) {
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.entries.set(key, value);
  }
}

describe('kept drafts', () => {
  it('come back as they were, and go', () => {
    const storage = new MemoryStorage();
    expect(keepDraft(storage, 'a', { dashboard, version: 2, savedMs: 10 })).toBe(true);
    expect(readDraft(storage, 'a')).toEqual({ dashboard, version: 2, savedMs: 10 });
    expect(readDraft(storage, 'b')).toBeUndefined();
    dropDraft(storage, 'a');
    expect(readDraft(storage, 'a')).toBeUndefined();
  });

  it.each(['', '{', '7', 'null', '{"version":"1"}', '{"version":1,"savedMs":null,"dashboard":{}}'])(
    'finds nothing in %j',
    (text) => {
      const storage = new MemoryStorage();
      storage.setItem('belvedere.draft.a', text);
      expect(readDraft(storage, 'a')).toBeUndefined();
    },
  );

  it('says so when one is too large or the storage is full', () => {
    const large = { ...dashboard, description: 'x'.repeat(2_000_000) };
    const storage = new MemoryStorage();
    keepDraft(storage, 'a', { dashboard, version: 1, savedMs: 1 });
    expect(keepDraft(storage, 'a', { dashboard: large, version: 1, savedMs: 2 })).toBe(false);
    expect(readDraft(storage, 'a')).toBeUndefined();
    expect(keepDraft(new MemoryStorage(true), 'a', { dashboard, version: 1, savedMs: 1 })).toBe(false);
  });

  it('leaves no older draft behind when there is no room for the newer one', () => {
    const storage = new MemoryStorage();
    keepDraft(storage, 'a', { dashboard, version: 1, savedMs: 1 });
    storage.full = true;
    expect(keepDraft(storage, 'a', { dashboard, version: 1, savedMs: 2 })).toBe(false);
    expect(readDraft(storage, 'a')).toBeUndefined();
  });

  it('does without a storage that the reader has forbidden', () => {
    expect(readDraft(undefined, 'a')).toBeUndefined();
    expect(keepDraft(undefined, 'a', { dashboard, version: 1, savedMs: 1 })).toBe(false);
    expect(() => dropDraft(undefined, 'a')).not.toThrow();
  });

  it('keeps the ten newest and leaves other entries alone', () => {
    const storage = new MemoryStorage();
    storage.setItem('other', 'x');
    for (let index = 0; index < 15; index++) keepDraft(storage, `d${index}`, { dashboard, version: 1, savedMs: index });
    expect(storage.length).toBe(11);
    expect(readDraft(storage, 'd4')).toBeUndefined();
    expect(readDraft(storage, 'd5')).toBeDefined();
    expect(storage.getItem('other')).toBe('x');
  });
});
