import { describe, expect, it } from 'vitest';
import type { BoundVariable } from '../variables/scope';
import { dashboardLink, frameHtml, type LinkState, soloLink } from './links';

const target = { origin: 'https://m.example', dashboard: { uid: 'a b', title: 'Host & disks' }, panelKey: undefined };
const state: LinkState = {
  range: { from: '1000', to: '2000' },
  timeZone: undefined,
  variables: [],
  theme: undefined,
};

function variable(more: Partial<BoundVariable>): BoundVariable {
  return { name: 'job', values: ['a'], texts: ['a'], isAll: false, isList: false, ...more };
}

describe('dashboardLink', () => {
  it.each<[string, Partial<LinkState>, string | undefined, string]>([
    ['the range', {}, undefined, 'from=1000&to=2000'],
    ['several values', { variables: [variable({ values: ['a', 'b&c'] })] }, undefined, 'var-job=a&var-job=b%26c'],
    ['all as all', { variables: [variable({ values: ['a', 'b'], isAll: true })] }, undefined, 'var-job=%24__all'],
    ['no value', { variables: [variable({ values: [] })] }, undefined, 'var-job='],
    ['theme and zone', { theme: 'light', timeZone: 'utc' }, undefined, 'timezone=utc&theme=light'],
    ['a copy of a panel', {}, '4@1:2', 'viewPanel=4%401%3A2'],
  ])('holds %s', (_name, more, panelKey, want) => {
    const link = dashboardLink({ ...target, panelKey }, { ...state, ...more });
    expect(link.startsWith('https://m.example/d/a%20b/host-disks?from=1000&to=2000')).toBe(true);
    expect(link).toContain(want);
  });

  it('leaves out variables that addresses do not hold', () => {
    const link = dashboardLink(target, { ...state, variables: [variable({ inUrl: false })] });
    expect(link).not.toContain('var-');
  });
});

describe('soloLink', () => {
  it('names the panel and how often it refreshes', () => {
    const link = soloLink({ ...target, panelKey: '4' }, { ...state, theme: 'dark' }, '30s');
    expect(link).toBe('https://m.example/d-solo/a%20b/host-disks?from=1000&to=2000&theme=dark&refresh=30s&panelId=4');
  });
});

describe('frameHtml', () => {
  it('escapes what could leave the attribute', () => {
    const html = frameHtml('https://m.example/?a=1&b=2', '"><script>x</script>', { width: 450, height: 200 });
    expect(html).toBe(
      '<iframe src="https://m.example/?a=1&amp;b=2" title="&quot;&gt;&lt;script&gt;x&lt;/script&gt;" width="450" height="200" frameborder="0"></iframe>',
    );
  });
});
