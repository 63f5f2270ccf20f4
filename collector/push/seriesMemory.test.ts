import { describe, expect, it } from 'vitest';
import { SeriesMemory } from './seriesMemory';

/** Asks for each text in turn, and adds what is not known; says for each whether it was. */
function remember(memory: SeriesMemory<{ text: string }>, texts: readonly string[]): boolean[] {
  const body = Buffer.from(texts.join(''));
  memory.begin(body);
  let start = 0;
  const known = texts.map((text) => {
    const end = start + Buffer.byteLength(text);
    const found = memory.find(start, end);
    if (found === undefined) memory.add(start, end, { text });
    else expect(found.text).toBe(text);
    start = end;
    return found !== undefined;
  });
  memory.end();
  return known;
}

describe('the memory of series', () => {
  const first = ['a{x="1"}', 'a{x="2"}', 'b{}', 'é{}'];
  const cases: [string, string[], boolean[]][] = [
    ['the same order', first, [true, true, true, true]],
    ['another order', ['é{}', 'a{x="2"}', 'a{x="1"}', 'b{}'], [true, true, true, true]],
    ['a part', ['b{}', 'é{}'], [true, true]],
    ['something new between', ['a{x="1"}', 'c{}', 'a{x="2"}'], [true, false, true]],
    ['one text twice', ['b{}', 'b{}'], [true, true]],
    ['a prefix and a longer text', ['a{x="1"', 'a{x="1"}}'], [false, false]],
    ['nothing', [], []],
  ];

  it.each(cases)('knows its series again: %s', (_, second, known) => {
    const memory = new SeriesMemory<{ text: string }>(100);
    expect(remember(memory, first)).toEqual([false, false, false, false]);
    expect(remember(memory, second)).toEqual(known);
    expect(remember(memory, first)).toEqual([true, true, true, true]);
  });

  it('forgets what was not asked for while as many others were, and keeps the rest', () => {
    const memory = new SeriesMemory<{ text: string }>(8);
    const others = (round: number) => [`x${round}`, `y${round}`, `z${round}`];
    expect(remember(memory, ['kept', 'lost'])).toEqual([false, false]);
    for (let round = 0; round < 50; round++) remember(memory, ['kept', ...others(round)]);
    expect(remember(memory, ['kept', 'lost', 'x49'])).toEqual([true, false, true]);
  });

  it('finds each of many series in a random order', () => {
    const memory = new SeriesMemory<{ text: string }>(10_000);
    const texts = Array.from({ length: 2_000 }, (_, i) => `series{number="${i}"}`);
    remember(memory, texts);
    const shuffled = texts.map((_, i) => texts[(i * 7919) % texts.length] ?? '');
    expect(remember(memory, shuffled)).toEqual(texts.map(() => true));
  });
});
