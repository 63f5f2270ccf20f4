import { describe, expect, it } from 'vitest';
import type { Transformation } from '../document';
import { applyTransformations, framesBefore } from './applyTransformations';
import { podsA as a, podsB as b, context, shown, table } from './testFrames';

describe('the chain', () => {
  const steps: Transformation[] = [
    { id: 'merge', options: {} },
    { id: 'nonsense', options: {} },
    { id: 'limit', options: { limitField: 1 }, disabled: true },
    { id: 'renameByRegex', options: { regex: '/(/' } },
    { id: 'organize', options: { excludeByName: { Time: true } } },
  ];

  it('leaves out what is unknown, disabled or fails, and goes on', () => {
    const { frames, problems } = applyTransformations([a, b], steps, context);
    expect(problems).toEqual([
      { index: 1, message: 'there is no transformation nonsense; it is left out' },
      { index: 3, message: '/(/ is not a regular expression' },
    ]);
    expect(Object.keys(shown(frames)[0] ?? {})).toEqual(['pod', 'Value #A', 'Value #B']);
  });

  it('hands out the frames that enter a step', () => {
    expect(framesBefore([a, b], steps, 0, context)).toEqual([a, b]);
    expect(framesBefore([a, b], steps, 1, context)).toHaveLength(1);
  });

  it('applies a step with a filter to the frames of its query only', () => {
    const step: Transformation = { id: 'limit', options: { limitField: 1 }, filter: { id: 'byRefId', options: 'B' } };
    const { frames } = applyTransformations([a, b], [step], context);
    expect(frames.map(({ refId, length }) => [refId, length])).toEqual([
      ['A', 2],
      ['B', 1],
    ]);
  });

  it.each([
    ['A', 'ABCD'],
    ['B', 'BACD'],
    ['C', 'CABD'],
    ['/A|D/', 'ABCD'],
    ['/C|D/', 'CABD'],
  ])('puts the frames that a filter of %s passes by back where Grafana does', (options, want) => {
    const frames = ['A', 'B', 'C', 'D'].map((refId) => ({ ...a, refId }));
    const step: Transformation = { id: 'limit', options: {}, filter: { id: 'byRefId', options } };
    expect(applyTransformations(frames, [step], context).frames.map(({ refId }) => refId)).toEqual([...want]);
  });

  it('refuses to merge what would take for ever', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => i);
    const unrelated = ['pod', 'node'].map((name) => table(name, { Time: rows.map(() => 1), [name]: rows.map(String) }));
    const { problems } = applyTransformations(unrelated, [{ id: 'merge', options: {} }], context);
    expect(problems[0]?.message).toContain('share no column');
  });
});
