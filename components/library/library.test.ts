import { describe, expect, it } from 'vitest';
import type { Folder } from '@/lib/api/responses/library';
import { buildFolderTree, findNode, folderPath, uidsBelow, visibleNodes } from './folderTree';
import { isFiltered, readLibraryState, writeLibraryState } from './libraryUrl';
import { countTags } from './tagCounts';

const folder = (uid: string, parentUid = ''): Folder => ({
  uid,
  title: uid,
  url: `/dashboards/f/${uid}`,
  parentUid,
  version: 1,
});

describe('the tree of folders', () => {
  const folders = [folder('a'), folder('c', 'b'), folder('b', 'a'), folder('z'), folder('lost', 'gone')];
  const tree = buildFolderTree(folders);

  it('nests to any depth and keeps a folder whose parent is missing', () => {
    expect(visibleNodes(tree, () => true).map((node) => `${node.depth}${node.folder.uid}`)).toEqual([
      '0a',
      '1b',
      '2c',
      '0z',
      '0lost',
    ]);
  });

  it('leaves out what is below closed folders', () => {
    expect(visibleNodes(tree, (uid) => uid === 'a').map((node) => node.folder.uid)).toEqual(['a', 'b', 'z', 'lost']);
  });

  it('finds a node and all below it', () => {
    const node = findNode(tree, 'b');
    expect(node && uidsBelow(node)).toEqual(['b', 'c']);
    expect(findNode(tree, 'nope')).toBeUndefined();
  });

  it.each([
    ['c', ['a', 'b', 'c']],
    ['z', ['z']],
    ['nope', []],
    ['', []],
  ])('knows the way to %j', (uid, want) => expect(folderPath(folders, uid).map((step) => step.uid)).toEqual(want));

  it('ends in a circle', () => {
    expect(folderPath([folder('x', 'y'), folder('y', 'x')], 'x').map(({ uid }) => uid)).toEqual(['y', 'x']);
  });
});

describe('the address', () => {
  it.each([
    '',
    'query=node',
    'view=recent',
    'query=a+b&tag=x&tag=y&starred=true&sort=updated-desc',
    'other=1&view=deleted',
  ])('%j is read and written', (text) => {
    const params = new URLSearchParams(text);
    expect(writeLibraryState(params, readLibraryState(params)).toString()).toBe(text);
  });

  it('takes what is unknown for the default', () => {
    const state = readLibraryState(new URLSearchParams('view=x&sort=y&starred=1&tag=a&tag=a'));
    expect(state).toEqual({ view: 'all', query: '', tags: ['a'], starred: false, sort: 'alpha-asc' });
    expect(isFiltered(state)).toBe(true);
    expect(isFiltered({ ...state, tags: [] })).toBe(false);
  });
});

it('counts tags, the commonest first', () => {
  expect(countTags([{ tags: ['b', 'a', 'a'] }, { tags: ['c', 'b'] }])).toEqual([
    { tag: 'b', count: 2 },
    { tag: 'a', count: 1 },
    { tag: 'c', count: 1 },
  ]);
});
