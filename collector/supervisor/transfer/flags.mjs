// @ts-check
import { Failure } from '../failure.mjs';

/**
 * Arguments of a command: flags as `--name=value` or `--name value`, switches as `--name`, and the rest.
 * @param {readonly string[]} args
 * @param {{ flags: readonly string[], switches: readonly string[] }} known names without the dashes
 * @returns {{ all: (name: string) => string[], one: (name: string) => string | undefined, has: (name: string) => boolean, rest: string[] }}
 * @throws Failure
 */
export function readArguments(args, known) {
  /** @type {Map<string, string[]>} */
  const given = new Map();
  /** @type {string[]} */
  const rest = [];
  const left = [...args];
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    const [, name, attached] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) {
      rest.push(arg);
      continue;
    }
    const isSwitch = known.switches.includes(name);
    if (!isSwitch && !known.flags.includes(name)) {
      const names = [...known.flags, ...known.switches].map((flag) => `--${flag}`).join(' ');
      throw new Failure(`unknown flag --${name}; known are ${names}`);
    }
    const value = attached ?? (isSwitch ? 'true' : left.shift());
    if (value === undefined) throw new Failure(`--${name} needs a value`);
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  const all = (/** @type {string} */ name) => given.get(name) ?? [];
  return { all, one: (name) => all(name).at(-1), has: (name) => all(name).at(-1) === 'true', rest };
}
