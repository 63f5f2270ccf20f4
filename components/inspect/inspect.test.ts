import { describe, expect, it } from 'vitest';
import { testPanel, testTarget } from '@/components/query/testPanel';
import { checkPanel, framesJson } from './panelJson';
import { queryStats } from './queryStats';

describe('checkPanel', () => {
  it('keeps the id, whatever the text says', () => {
    const check = checkPanel(
      '{"id": 99, "type": "stat", "title": "New", "targets": [{"refId": "A", "expr": "up"}]}',
      4,
    );
    expect(check).toMatchObject({ ok: true, panel: { id: 4, type: 'stat', title: 'New' }, notes: [] });
  });

  it('marks what is not honoured at its place', () => {
    const check = checkPanel('{"type": "stat", "transformations": [{"options": {}}]}', 4);
    expect(check).toMatchObject({ ok: true, notes: [{ severity: 'warning', at: { path: 'transformations[0].id' } }] });
  });

  it.each([
    ['{"type": ', 'Line 1'],
    ['[]', 'a panel is a JSON object'],
    ['"x"', 'a panel is a JSON object'],
    ['{"type": "row"}', 'cannot become a row'],
  ])('refuses %s', (text, problem) => {
    expect(checkPanel(text, 4)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
  });
});

describe('framesJson', () => {
  it('writes numbers that JSON has no form for, and stops at a bound', () => {
    const values = new Float64Array(25_000).fill(1);
    values[0] = Number.NaN;
    const field = { name: 'Value', type: 'number' as const, values, config: {} };
    const { text, left } = framesJson([{ refId: 'A', name: 'a', length: values.length, fields: [field] }]);
    const [frame] = JSON.parse(text);
    expect(frame.fields[0].values.slice(0, 2)).toEqual(['NaN', 1]);
    expect([frame.fields[0].values.length, left]).toEqual([20_000, 5_000]);
  });
});

describe('queryStats', () => {
  it('counts what was sent', () => {
    const target = testTarget();
    const [first] = testPanel([target]).targets;
    if (first === undefined) throw new Error('no target');
    const stats = queryStats({
      planned: { target: first, expr: 'up', legendFormat: '', query: { expr: 'up', kind: 'range', stepMs: 1000 } },
      frame: {
        header: {
          type: 'result',
          id: '1/0',
          resultType: 'matrix',
          startMs: 0,
          stepMs: 1000,
          steps: 10,
          series: [
            ['a', '1'],
            ['a', '2'],
          ],
          totalSeries: 5,
          tier: '1h',
          approximate: true,
          warnings: [],
          infos: [],
          statistics: { series: 5, samples: 70, durationMs: 2 },
        },
        values: new Float64Array(20),
        present: Uint8Array.of(0xff, 0x01, 0x03, 0x00),
      },
    });
    expect(stats).toMatchObject({ series: 2, totalSeries: 5, points: 11, bytes: 164, readSamples: 70, steps: 10 });
    expect(stats).toMatchObject({ tier: '1h', approximate: true });
  });
});
