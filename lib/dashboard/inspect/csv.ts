/** Comma-separated values (RFC 4180) that a spreadsheet opens without running anything. */

/** A number is written as it is; text is told apart so that it can be made harmless. */
export type CsvCell = number | string | null;

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

export function csvText(head: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [head.map(textCell).join(',')];
  for (const row of rows) lines.push(row.map(cell).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function cell(value: CsvCell): string {
  if (value === null) return '';
  return typeof value === 'number' ? numberCell(value) : textCell(value);
}

function numberCell(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'Inf';
  return value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);
}

/** An apostrophe before what would be a formula, as spreadsheets themselves write it. */
function textCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}
