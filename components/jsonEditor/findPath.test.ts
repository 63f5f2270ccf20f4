import { jsonLanguage } from '@codemirror/lang-json';
import { expect, test } from 'vitest';
import { findPath } from './findPath';

const TEXT = '{"title": "T", "panels": [{"id": 1}, {"id": 2, "gridPos": {"x": "left"}}]}';

test.each([
  ['title', '"title"'],
  ['panels', '"panels"'],
  ['panels[1].gridPos.x', '"x"'],
  ['panels[1]', '{'],
  ['panels[1].targets[0].expr', '{'],
  ['panels[7]', '"panels"'],
  ['', ''],
  ['nothing', ''],
])('%s stands at %s', (path, want) => {
  const span = findPath(jsonLanguage.parser.parse(TEXT), (part) => TEXT.slice(part.from, part.to), path);
  // As it becomes a part of a diagnostic.
  const { from, to } = { ...span };
  expect(TEXT.slice(from, to)).toBe(want);
});
