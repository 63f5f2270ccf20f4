import { inspect } from 'node:util';

const MASK = '<secret>';

/**
 * A password or token from the configuration. It shows as `<secret>` in JSON, logs and messages; only the code that
 * sends it calls `reveal`. `value` is a plain property so that two configurations compare deeply equal or not.
 */
export class Secret {
  constructor(private readonly value: string) {}

  reveal(): string {
    return this.value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
