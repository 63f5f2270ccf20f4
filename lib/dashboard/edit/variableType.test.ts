import { expect, test } from 'vitest';
import { newDashboard } from './newDashboard';
import { newVariable, withVariableType } from './variables';

const query = {
  ...newVariable(newDashboard()),
  name: 'job',
  label: 'Job',
  hide: 'label' as const,
  query: 'label_values(job)',
  regex: '/a/',
  multi: true,
  includeAll: true,
  allValue: '.*',
  current: ['a'],
  options: [{ text: 'a', value: 'a' }],
  unknown: { description: 'What runs', definition: 'label_values(job)', query: { refId: 'x' } },
};

test.each([
  ['custom', ''],
  ['interval', '1m,10m,30m,1h,6h,12h,1d,7d'],
  ['datasource', 'prometheus'],
] as const)('a %s variable begins anew', (type, text) => {
  expect(withVariableType(query, type)).toEqual({
    ...newVariable(newDashboard(), type),
    name: 'job',
    label: 'Job',
    hide: 'label',
    query: text,
    unknown: { description: 'What runs' },
  });
});

test('the same type changes nothing', () => expect(withVariableType(query, 'query')).toBe(query));
