// @ts-check

/** Fields of every line, or shown in another way. */
const NOT_SHOWN = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'name', 'err', 'error']);

/**
 * A line that a child wrote, for people: the log's JSON becomes text, everything else stays.
 * @param {string} name of the child
 * @param {string} line
 * @returns {string}
 */
export function readableLine(name, line) {
  const entry = parse(line);
  if (entry === undefined) return `${name}: ${line}`;
  const fields = Object.entries(entry)
    .filter(([key]) => !NOT_SHOWN.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const error = entry['err'] ?? entry['error'];
  const reason = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  const parts = [`${entry['level']}:`, entry['msg'], reason && `(${reason})`, ...fields];
  return `${name}: ${parts.filter((part) => part !== undefined && part !== '').join(' ')}`;
}

/** @param {string} line @returns {Record<string, unknown> | undefined} */
function parse(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
