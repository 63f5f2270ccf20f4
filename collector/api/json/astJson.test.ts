import { describe, expect, it } from 'vitest';
import { parseExpr } from '@/lib/promql/parse';
import { astJson } from './astJson';

const up = { name: 'up', matchers: [{ name: '__name__', value: 'up', type: '=' }] };
const now = { offset: 0, timestamp: null, startOrEnd: null };
const plain = { anchored: false, smoothed: false };
const selector = { type: 'vectorSelector', ...up, ...now, ...plain };

describe('astJson', () => {
  it.each<[string, object]>([
    ['1e3', { type: 'numberLiteral', val: '1000' }],
    ['"a"', { type: 'stringLiteral', val: 'a' }],
    ['up', selector],
    ['up @ 1.5 offset 1m', { ...selector, timestamp: 1500, offset: 60_000 }],
    ['up @ end()', { ...selector, startOrEnd: 'end' }],
    ['-up', { type: 'unaryExpr', op: '-', expr: selector }],
    ['(up)', { type: 'parenExpr', expr: selector }],
    ['up[5m:30s]', { type: 'subquery', expr: selector, range: 300_000, step: 30_000, ...now }],
    [
      'topk by (job) (3, up)',
      {
        type: 'aggregation',
        op: 'topk',
        expr: selector,
        param: { type: 'numberLiteral', val: '3' },
        grouping: ['job'],
        without: false,
      },
    ],
    [
      'rate(up[5m])',
      {
        type: 'call',
        func: { name: 'rate', argTypes: ['matrix'], variadic: 0, returnType: 'vector' },
        args: [{ type: 'matrixSelector', ...up, ...now, ...plain, range: 300_000 }],
      },
    ],
    [
      'up > bool on (job) group_left (a) up',
      {
        type: 'binaryExpr',
        op: '>',
        lhs: selector,
        rhs: selector,
        bool: true,
        matching: {
          card: 'many-to-one',
          labels: ['job'],
          on: true,
          include: ['a'],
          fillValues: { lhs: null, rhs: null },
        },
      },
    ],
  ])('%s', (text, json) => expect(astJson(parseExpr(text))).toEqual(json));
});
