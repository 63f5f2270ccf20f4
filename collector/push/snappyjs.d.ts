/** The npm package has no types. Tests compress with it, so that our decoder is checked against another author's code. */
declare module 'snappyjs' {
  export function compress(uncompressed: Uint8Array): Uint8Array;
}
