/**
 * A JSON value with every string in it changed; the same object where nothing changes. Keys stay as they are.
 * `path` says where the string stands: `targets[0].expr`.
 */
export function mapStrings<Value>(value: Value, change: (text: string, path: string) => string): Value {
  // Strings become strings and everything else stays, so the shape is the same.
  return mapAny(value, '', change) as Value;
}

function mapAny(value: unknown, path: string, change: (text: string, path: string) => string): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) {
    const mapped = value.map((item, index) => mapAny(item, `${path}[${index}]`, change));
    return mapped.some((item, index) => item !== value[index]) ? mapped : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const mapped = entries.map(([key, item]): [string, unknown] => {
    return [key, mapAny(item, path === '' ? key : `${path}.${key}`, change)];
  });
  return mapped.some(([, item], index) => item !== entries[index]?.[1]) ? Object.fromEntries(mapped) : value;
}
