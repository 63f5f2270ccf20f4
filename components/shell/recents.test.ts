import { expect, it } from 'vitest';
import { parseRecents, type Recent, withRecent } from './recents';

const recent = (uid: string, openedMs = 1): Recent => ({ uid, title: uid.toUpperCase(), openedMs });

it.each<[string, string | null, readonly Recent[]]>([
  ['nothing stored', null, []],
  ['no JSON', '{', []],
  ['another shape', '[{"uid":1}]', []],
  ['a list', JSON.stringify([recent('a')]), [recent('a')]],
])('reads %s', (_, text, want) => expect(parseRecents(text)).toEqual(want));

it('puts the newest first, each once, and keeps twenty', () => {
  expect(withRecent([recent('a'), recent('b')], recent('b', 2))).toEqual([recent('b', 2), recent('a')]);
  const many = Array.from({ length: 20 }, (_, index) => recent(`u${index}`));
  expect(withRecent(many, recent('new'))).toHaveLength(20);
});
