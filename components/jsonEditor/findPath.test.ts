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
  const { from, to } = findPath(jsonLanguage.parser.parse(TEXT), (span) => TEXT.slice(span.from, span.to), path);
  expect(TEXT.slice(from, to)).toBe(want);
});
