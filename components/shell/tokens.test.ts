import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { tokens } from '@/components/charts/tokens';

/** The CSS variables of one block of app/tokens.css. */
function variablesAfter(css: string, selector: string): Record<string, string> {
  const start = css.indexOf(selector);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+): ([^;]+);/g)].map((match) => [match[1], match[2]?.trim()]));
}

it.each(['dark', 'light'] as const)('the %s variables of the page are the tokens of the charts', (theme) => {
  const css = readFileSync(new URL('../../app/tokens.css', import.meta.url), 'utf8');
  const squeeze = (values: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, value.replace(/\s+/g, '').replace(/0\./g, '.')]),
    );
  expect(squeeze(variablesAfter(css, `[data-mantine-color-scheme="${theme}"]`))).toEqual(squeeze({ ...tokens[theme] }));
});
