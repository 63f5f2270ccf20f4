import { expect, test } from 'vitest';
import { checkModel } from './checkModel';

test.each([
  ['{"title": "T",}', 'Line 1, column 15: the comma before this } is one too many'],
  ['[1]', 'a dashboard is a JSON object: { … }'],
  ['', 'Line 1, column 1: there is nothing here'],
])('%s is refused', (text, problem) => {
  const check = checkModel(text, 'abc');
  expect(check).toMatchObject({ ok: false, problem });
  expect(check.notes).toHaveLength(1);
});

test('keeps the uid and notes what is not honoured at its path', () => {
  const check = checkModel(
    '{"uid": "other", "title": "T", "panels": [{"id": 1, "title": 5, "gridPos": "wide"}]}',
    'abc',
  );
  expect(check).toMatchObject({ ok: true, dashboard: { uid: 'abc', title: 'T' } });
  expect(check.notes.map(({ at }) => at)).toContainEqual({ path: 'panels[0].gridPos' });
});
