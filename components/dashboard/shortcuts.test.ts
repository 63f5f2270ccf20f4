import { describe, expect, it } from 'vitest';
import { SEQUENCE_MS, SHORTCUTS, ShortcutReader } from './shortcuts';
import {
  readViewUrl,
  withEditPanel,
  withEditView,
  withInspect,
  withKiosk,
  withoutOverlay,
  withShare,
  withViewPanel,
} from './viewUrl';

describe('ShortcutReader', () => {
  const actions = (presses: readonly (readonly [string, number])[]) => {
    const reader = new ShortcutReader();
    return presses.map(([key, atMs]) => reader.press(key, atMs));
  };

  it.each(SHORTCUTS.map(({ keys, action }) => [keys, action] as const))('%j is %s', (keys, action) => {
    expect(actions(keys.map((key, index) => [key, index * 100])).at(-1)).toBe(action);
  });

  it.each([
    ['one key', [['v', 0]], ['viewPanel']],
    [
      'a pause between the keys',
      [
        ['d', 0],
        ['r', SEQUENCE_MS + 1],
      ],
      [undefined, undefined],
    ],
    [
      'a sequence that begins anew',
      [
        ['t', 0],
        ['d', 10],
        ['r', 20],
      ],
      [undefined, undefined, 'refresh'],
    ],
    [
      'a key after a finished sequence',
      [
        ['d', 0],
        ['r', 10],
        ['r', 20],
      ],
      [undefined, 'refresh', undefined],
    ],
    [
      'a single key after a first key',
      [
        ['d', 0],
        ['v', 10],
      ],
      [undefined, 'viewPanel'],
    ],
    [
      'plus without Shift',
      [
        ['t', 0],
        ['=', 10],
      ],
      [undefined, 'zoomIn'],
    ],
    [
      'names of Object',
      [
        ['constructor', 0],
        ['toString', 1],
      ],
      [undefined, undefined],
    ],
  ] as const)('reads %s', (_name, presses, want) => expect(actions(presses)).toEqual(want));
});

describe('viewUrl', () => {
  it.each([
    ['', { panel: undefined, kiosk: false }],
    ['viewPanel=12', { panel: '12', kiosk: false }],
    ['viewPanel=panel-12&kiosk', { panel: '12', kiosk: true }],
    ['viewPanel=&kiosk=tv', { panel: undefined, kiosk: true }],
    ['kiosk=false', { panel: undefined, kiosk: false }],
    ['editPanel=7&editview=variables', { panel: undefined, kiosk: false, editPanel: 7, editView: 'variables' }],
    ['editPanel=panel-7', { panel: undefined, kiosk: false, editPanel: 7 }],
    ['editPanel=../x', { panel: undefined, kiosk: false }],
    ['inspect=panel-7&inspectTab=query', { kiosk: false, inspect: { panelKey: '7', tab: 'query' } }],
    ['inspect=7&inspectTab=../x', { kiosk: false, inspect: { panelKey: '7', tab: 'data' } }],
    ['inspect=', { kiosk: false }],
    ['shareView=embed&panel=7:1', { kiosk: false, share: { tab: 'embed', panelKey: '7:1' } }],
    ['shareView=x', { kiosk: false, share: { tab: 'link', panelKey: undefined } }],
  ])('reads %j', (query, want) => expect(readViewUrl(new URLSearchParams(query))).toEqual(want));

  it('opens one view at a time', () => {
    const params = withEditPanel(withViewPanel(new URLSearchParams('editview=links'), '7'), 3);
    expect(params.toString()).toBe('editPanel=3');
    expect(withEditView(params, 'settings').toString()).toBe('editview=settings');
    expect(withInspect(new URLSearchParams(), '7:1', 'json').toString()).toBe('inspect=7%3A1&inspectTab=json');
    expect(withShare(new URLSearchParams('panel=3')).toString()).toBe('shareView=link');
    expect(withoutOverlay(new URLSearchParams('inspect=1&inspectTab=json&shareView=x&panel=2&a=1')).toString()).toBe(
      'a=1',
    );
  });

  it('writes what it reads and leaves the rest', () => {
    const params = withKiosk(withViewPanel(new URLSearchParams('from=now-1h'), '7:1'), true);
    expect(readViewUrl(params)).toEqual({ panel: '7:1', kiosk: true });
    expect(withKiosk(withViewPanel(params, undefined), false).toString()).toBe('from=now-1h');
  });
});
