import type { Json, JsonObject, MappingResult, ValueMapping } from '@/lib/dashboard/document';
import { type FieldReader, isJsonObject } from './fieldReader';

const SPECIAL = ['true', 'false', 'null', 'nan', 'null+nan', 'empty'] as const;

/** Reads `mappings`: the form since 8.0 (type, options) and the one before (type 1 or 2, text, value or from, to). */
export function readMappings(reader: FieldReader): ValueMapping[] {
  return reader.objects('mappings').flatMap(({ value, path }) => {
    const mapping = readMapping(value) ?? readOldMapping(value);
    if (mapping !== undefined) return [mapping];
    reader.report.add(path, 'this value mapping is not understood; left out');
    return [];
  });
}

function readMapping(source: JsonObject): ValueMapping | undefined {
  const options = source['options'];
  if (!isJsonObject(options)) return undefined;
  switch (source['type']) {
    case 'value':
      return { type: 'value', options: mapEntries(options) };
    case 'range':
      return {
        type: 'range',
        options: { from: bound(options['from']), to: bound(options['to']), result: readResult(options['result']) },
      };
    case 'regex':
      return { type: 'regex', options: { pattern: text(options['pattern']), result: readResult(options['result']) } };
    case 'special': {
      const match = SPECIAL.find((name) => name === options['match']);
      return match && { type: 'special', options: { match, result: readResult(options['result']) } };
    }
    default:
      return undefined;
  }
}

function readOldMapping(source: JsonObject): ValueMapping | undefined {
  const result = { text: text(source['text']) };
  if (source['from'] === 'null' && source['to'] === 'null')
    return { type: 'special', options: { match: 'null', result } };
  if (source['from'] !== undefined && source['from'] !== '' && source['to'] !== undefined && source['type'] !== 1)
    return { type: 'range', options: { from: bound(source['from']), to: bound(source['to']), result } };
  const value = source['value'];
  if (value === undefined) return undefined;
  if (value === null || value === 'null') return { type: 'special', options: { match: 'null', result } };
  return { type: 'value', options: { [text(value)]: result } };
}

function mapEntries(options: JsonObject): Record<string, MappingResult> {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key, readResult(value)]));
}

function readResult(value: Json | undefined): MappingResult {
  if (!isJsonObject(value)) return {};
  return {
    ...(value['text'] === undefined || value['text'] === null ? {} : { text: text(value['text']) }),
    ...(typeof value['color'] === 'string' ? { color: value['color'] } : {}),
    ...(typeof value['icon'] === 'string' ? { icon: value['icon'] } : {}),
    ...(typeof value['index'] === 'number' ? { index: value['index'] } : {}),
  };
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

function bound(value: Json | undefined): number | null {
  if (value === undefined || value === null || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
