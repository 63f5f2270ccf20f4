import { expect, it } from 'vitest';
import type { MetricMetadata } from '../storage';
import { MetadataStore } from './metadataStore';

function help(text: string): MetricMetadata {
  return { metric: 'a', type: 'gauge', help: text, unit: '' };
}

it('changes by what is new only, and has the newest first', () => {
  const store = new MetadataStore();
  expect([help('x'), help('x'), help('y'), help('x'), help('y')].map((entry) => store.note(entry))).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
  expect(store.version).toBe(2);
  expect(store.all().get('a')).toEqual([help('y'), help('x')]);
});

it('keeps four entries of a metric, cuts long texts, and takes a bounded number of metrics', () => {
  const store = new MetadataStore();
  for (let i = 0; i < 6; i++) store.note(help(`${i}`));
  expect(
    store
      .all()
      .get('a')
      ?.map((entry) => entry.help),
  ).toEqual(['5', '4', '3', '2']);
  store.note({ ...help('z'.repeat(9000)), metric: 'long' });
  expect(store.all().get('long')?.[0]?.help).toHaveLength(4096);
  for (let i = 0; i < 100_000; i++) store.note({ ...help('h'), metric: `m${i}` });
  expect(store.all().size).toBe(100_000);
});
