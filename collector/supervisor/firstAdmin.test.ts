import { describe, expect, it } from 'vitest';
import { readFirstAdmin, signInLines } from './firstAdmin.mjs';

describe('readFirstAdmin', () => {
  it.each([
    ['applied migration 0002_people\nfirst admin: link abc_-1\n', { type: 'link', token: 'abc_-1' }],
    ['first admin: seeded\n', { type: 'seeded' }],
    ['first admin: password-differs\n', { type: 'password-differs' }],
    ['first admin: ready\n', { type: 'ready' }],
    ['', { type: 'ready' }],
  ])('%j -> %j', (output, want) => expect(readFirstAdmin(output)).toEqual(want));
});

describe('signInLines', () => {
  const home = 'http://box:3000';

  it('shows the one-time link whole, on a line of its own', () => {
    const lines = signInLines(home, 'Viewer', { type: 'link', token: 'abc' });
    expect(lines.map((line) => line.trim())).toContain('http://box:3000/login?token=abc');
  });

  it.each([
    [{ type: 'seeded' }, 'Viewer', /as admin, with the password of BELVEDERE_ADMIN_PASSWORD/],
    [{ type: 'password-differs' }, 'Viewer', /BELVEDERE_ADMIN_PASSWORD is not the password of admin/],
    [{ type: 'ready' }, 'none', /http:\/\/box:3000\/login/],
    [{ type: 'ready' }, 'Viewer', /^$/],
  ] as const)('%j with the anonymous role %s', (firstAdmin, role, want) => {
    expect(signInLines(home, role, firstAdmin).join('\n')).toMatch(want);
  });
});
