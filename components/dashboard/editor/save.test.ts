import { describe, expect, it } from 'vitest';
import { ApiFailure } from '@/lib/api/apiFailure';
import { readClassic } from '@/lib/grafana/classic';
import { saveProblem } from './saveProblem';
import { pageChoices, saveRequest, withChoices } from './saveRequest';

const document = readClassic({
  ...{ id: 17, uid: 'u', version: 1, title: 'T', time: { from: 'now-6h', to: 'now' } },
  templating: { list: [{ name: 'job', type: 'custom', query: 'a,b', current: { text: 'a', value: 'a' } }] },
}).dashboard;
const info = { uid: 'u', version: 5, folderUid: 'f', folderTitle: 'F' };

describe('request of a save', () => {
  it('names the version it is based on', () => {
    const plan = { document, asNew: false, folderUid: 'other', message: 'why', overwrite: true };
    const { dashboard, ...rest } = saveRequest(plan, info);
    expect(rest).toEqual({ message: 'why', overwrite: true });
    expect(dashboard).toMatchObject({ uid: 'u', version: 5, title: 'T' });
    expect(dashboard).not.toHaveProperty('id');
  });

  it('of a new dashboard has no uid and names the folder', () => {
    const plan = { document, asNew: true, folderUid: 'other', message: '', overwrite: false };
    const { dashboard, ...rest } = saveRequest(plan, info);
    expect(rest).toEqual({ folderUid: 'other', message: '' });
    expect(Object.keys(dashboard)).not.toEqual(expect.arrayContaining(['uid']));
    expect(dashboard).not.toHaveProperty('version');
  });
});

describe('what is chosen on the page', () => {
  it('is offered only where it differs', () => {
    const same = pageChoices(document, { from: 'now-6h', to: 'now' }, new Map([['job', ['a']]]));
    expect(same).toEqual({ time: undefined, variables: [] });
    const other = pageChoices(
      document,
      { from: 'now-1h', to: 'now' },
      new Map([
        ['job', ['b']],
        ['gone', ['x']],
      ]),
    );
    expect(other).toEqual({ time: { from: 'now-1h', to: 'now' }, variables: [{ name: 'job', values: ['b'] }] });
    expect(withChoices(document, other, { time: false, variables: false })).toEqual(document);
    const saved = withChoices(document, other, { time: true, variables: true });
    expect([saved.time.from, saved.variables[0]?.current]).toEqual(['now-1h', ['b']]);
  });
});

it.each([
  [new ApiFailure('version-mismatch', 'changed', 412), 'conflict', /changed/],
  [new ApiFailure('name-exists', 'there is one', 412), 'title', /there is one/],
  [new ApiFailure('network', 'x', 0), 'failed', /cannot be reached.*kept/],
  [new ApiFailure('refused', 'x', 401), 'signIn', /not signed in.*kept/],
  [new ApiFailure('refused', 'Needs Editor.', 403), 'refused', /Needs Editor\./],
  [new ApiFailure('refused', 'x', 404), 'refused', /deleted/],
  [new ApiFailure('refused', 'no title', 400), 'refused', /no title/],
  [new ApiFailure('protocol', 'Belvedere does not answer.', 503), 'failed', /does not answer.*kept/],
  [new TypeError('x'), 'failed', /kept/],
])('a failed save in words: %s', (failure, kind, words) => {
  const problem = saveProblem(failure);
  expect(problem.kind).toBe(kind);
  expect(problem.message).toMatch(words);
});
