import { describe, expect, it } from 'vitest';
import { readClassic, writeClassic } from '@/lib/grafana/classic';
import type { Dashboard } from '../document';
import { expectSound } from '../edit/testing/checkDocument';
import { RandomEdits, seeded } from '../edit/testing/randomEdit';
import {
  beginHistory,
  closedHistory,
  type History,
  MAX_STEPS,
  redoLabel,
  redone,
  undoLabel,
  undone,
  withStep,
} from './history';

function typed(text: string, history: History<string>, group?: string): History<string> {
  return withStep(history, { label: `type ${text}`, group, document: text });
}

describe('steps', () => {
  it('undoes and redoes in order, with labels', () => {
    const history = typed('b', typed('a', beginHistory('')));
    expect(undoLabel(history)).toBe('type b');
    const back = undone(history);
    expect([back.present, undoLabel(back), redoLabel(back)]).toEqual(['a', 'type a', 'type b']);
    expect(redone(back).present).toBe('b');
    expect(undone(undone(undone(back))).present).toBe('');
  });

  it('joins steps of one group, until something happens in between', () => {
    const grouped = typed('abc', typed('ab', typed('a', beginHistory(''), 'title'), 'title'), 'title');
    expect(undone(grouped).present).toBe('');
    const other = typed('abc', typed('ab', typed('a', beginHistory(''), 'title'), 'name'), 'title');
    expect(undone(other).present).toBe('ab');
    expect(undone(typed('ab', closedHistory(typed('a', beginHistory(''), 'title')), 'title')).present).toBe('a');
    const afterUndo = typed('ax', undone(typed('ab', typed('a', beginHistory(''), 'g'), 'h')), 'g');
    expect(undone(afterUndo).present).toBe('a');
  });

  it('takes the same document for no step, and forgets what could be redone after an edit', () => {
    const history = typed('a', beginHistory(''));
    expect(typed('a', history)).toBe(history);
    expect(redoLabel(typed('c', undone(history)))).toBeUndefined();
  });

  it('is bounded', () => {
    let history = beginHistory('');
    for (let step = 0; step < MAX_STEPS + 50; step++) history = typed(`${step}`, history);
    expect(history.past).toHaveLength(MAX_STEPS);
  });
});

const START = readClassic({
  uid: 'start',
  title: 'Start',
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'A $job',
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      targets: [{ refId: 'A', expr: 'up' }],
    },
    { id: 2, type: 'stat', title: 'B', gridPos: { x: 12, y: 0, w: 6, h: 4 }, repeat: 'job' },
    { id: 3, type: 'row', title: 'Open', gridPos: { x: 0, y: 8, w: 24, h: 1 }, panels: [] },
    { id: 4, type: 'table', title: 'C', gridPos: { x: 0, y: 9, w: 24, h: 6 } },
    {
      id: 5,
      type: 'row',
      title: 'Closed',
      collapsed: true,
      gridPos: { x: 0, y: 15, w: 24, h: 1 },
      panels: [{ id: 6, type: 'text', title: 'D', gridPos: { x: 0, y: 16, w: 8, h: 3 } }],
    },
  ],
  templating: { list: [{ name: 'job', type: 'query', query: 'label_values(up, job)' }] },
}).dashboard;

describe('300 random sequences of all edits', () => {
  const sequences = Array.from({ length: 300 }, (_, seed) => seed + 1);

  it('give back the identical start by undo, and the identical end by redo', () => {
    const applied = new Set<string>();
    for (const seed of sequences) {
      const { history, steps } = run(seed, applied);
      const states = [JSON.stringify(history.present)];
      let back = history;
      for (let step = 0; step < steps; step++) {
        back = undone(back);
        states.push(JSON.stringify(back.present));
      }
      expect(back.present).toBe(START);
      let forth = back;
      for (let step = steps; step >= 0; step--) {
        expect(JSON.stringify(forth.present)).toBe(states[step]);
        forth = redone(forth);
      }
      expect(forth.present).toBe(history.present);
    }
    const idle = new RandomEdits(seeded(0)).names.filter((name) => !applied.has(name));
    expect(idle).toEqual(['replaceUnknownPanel']);
  });

  it('keep the document sound, also when it is written and read again', () => {
    for (const seed of sequences) {
      const { history } = run(seed, new Set());
      expectSound(history.present);
      const written = writeClassic(history.present);
      const again = readClassic(written).dashboard;
      expect(withoutUnknown(again)).toEqual(withoutUnknown(history.present));
      expect(writeClassic(again)).toEqual(written);
    }
  });
});

/** `unknown` may hold forms of fields that an edit has outdated. */
function withoutUnknown(dashboard: Dashboard): unknown {
  return JSON.parse(JSON.stringify(dashboard, (key, value) => (key === 'unknown' ? undefined : value)));
}

/** Applies up to 40 edits; notes the names of those that changed something. */
function run(seed: number, applied: Set<string>): { history: History<Dashboard>; steps: number } {
  const next = seeded(seed);
  const edits = new RandomEdits(next);
  let history = beginHistory(START);
  let steps = 0;
  for (let count = Math.floor(next() * 40); count >= 0; count--) {
    const before = JSON.stringify(history.present);
    const { name, dashboard } = edits.apply(history.present);
    expect(JSON.stringify(history.present), `${name} changed its input`).toBe(before);
    if (dashboard === history.present) continue;
    expect(JSON.stringify(dashboard), `${name} gave another object of the same content`).not.toBe(before);
    applied.add(name);
    steps++;
    history = withStep(history, { label: name, document: dashboard });
  }
  return { history, steps };
}
