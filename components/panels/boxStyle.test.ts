import { describe, expect, it } from 'vitest';
import { boxPaint, boxStyle, boxStyleSchema, seenColor } from './boxStyle';

const schema = boxStyleSchema({ fillOpacity: 70, lineWidth: 1 });

describe('boxStyle', () => {
  it.each([
    [undefined, { fillOpacity: 70, lineWidth: 1 }],
    [
      { fillOpacity: 20, lineWidth: 0, other: 1 },
      { fillOpacity: 20, lineWidth: 0 },
    ],
    [
      { fillOpacity: 'x', lineWidth: 1e9 },
      { fillOpacity: 70, lineWidth: 1 },
    ],
  ])('%j', (custom, want) => expect(boxStyle(schema, custom)).toEqual(want));

  it('has an outline only where one is asked for', () => {
    expect(boxPaint('#fff', { fillOpacity: 50, lineWidth: 0 })).toEqual({ fill: '#fff', fillOpacity: 0.5 });
    expect(boxPaint('#fff', { fillOpacity: 50, lineWidth: 2 })).toMatchObject({ stroke: '#fff', strokeWidth: 2 });
  });

  it('sees the background through the fill', () => {
    expect(seenColor('#000000', '#ffffff', { fillOpacity: 100, lineWidth: 0 })).toBe(
      seenColor('#000000', '#000000', { fillOpacity: 0, lineWidth: 0 }),
    );
    expect(seenColor('no colour', '#ffffff', { fillOpacity: 50, lineWidth: 0 })).toBe('no colour');
  });
});
