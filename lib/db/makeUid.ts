import { randomInt } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** 72 random bits; should two ever be equal, the table refuses the second. */
const LENGTH = 14;

/** A uid for a new dashboard or folder, short enough to be read in an address. */
export function makeUid(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
