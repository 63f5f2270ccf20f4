import { expect, test } from 'vitest';
import type { Dashboard, JsonObject } from '../document';
import { addLink, moveLink, removeLink, setLink } from './links';
import { newDashboard } from './newDashboard';

const link = (title: string): JsonObject => ({ title });
const base: Dashboard = { ...newDashboard(), links: [link('a'), link('b'), link('c')] };
const titles = ({ links }: Dashboard) => links.map(({ title }) => title).join('');

test.each([
  ['add', addLink(base, link('d')), 'abcd'],
  ['change', setLink(base, 1, link('x')), 'axc'],
  ['remove', removeLink(base, 0), 'bc'],
  ['move down', moveLink(base, 0, 2), 'bca'],
  ['move up past the top', moveLink(base, 2, -5), 'cab'],
])('%s', (_, edited, want) => expect(titles(edited)).toBe(want));

test.each([
  ['the same link', setLink(base, 1, link('b'))],
  ['no such link', removeLink(base, 9)],
  ['no such place', moveLink(base, 9, 0)],
  ['its own place', moveLink(base, 1, 1)],
])('%s changes nothing', (_, edited) => expect(edited).toBe(base));
