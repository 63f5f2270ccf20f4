/** Bytes and byte classes of the exposition formats. */
export const TAB = 0x09;
export const NEWLINE = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const DOT = 0x2e;
export const DIGIT_0 = 0x30;
export const DIGIT_9 = 0x39;
export const EQUALS = 0x3d;
export const BACKSLASH = 0x5c;
export const LOWER_E = 0x65;
export const LOWER_N = 0x6e;
export const BRACE_OPEN = 0x7b;
export const BRACE_CLOSE = 0x7d;

/** Class of a letter or underscore: may begin a label or metric name. */
export const LETTER = 1;
/** Class of a colon: only in metric names. */
export const COLON = 2;
/** Class of a digit: in names, but not first. */
export const DIGIT = 4;

/** `NAME_CLASS[byte]` is 0 for bytes that stand in no unquoted name. */
export const NAME_CLASS: Uint8Array = nameClasses();

function nameClasses(): Uint8Array {
  const classes = new Uint8Array(256);
  for (let c = 0; c < 26; c++) classes[0x41 + c] = classes[0x61 + c] = LETTER;
  classes[0x5f] = LETTER;
  classes[0x3a] = COLON;
  for (let c = DIGIT_0; c <= DIGIT_9; c++) classes[c] = DIGIT;
  return classes;
}
