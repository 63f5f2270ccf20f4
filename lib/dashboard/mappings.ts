import { dashboardRegex } from './dashboardRegex';
import type { MappingResult, ValueMapping } from './document';

type Mapped = number | string | boolean | null;

function matchesSpecial(match: string, value: Mapped): boolean {
  const notANumber = typeof value === 'number' && Number.isNaN(value);
  switch (match) {
    case 'true':
      return value === true || value === 'true';
    case 'false':
      return value === false || value === 'false';
    case 'null':
      return value === null;
    case 'nan':
      return notANumber;
    case 'null+nan':
      return value === null || notANumber;
    case 'empty':
      return value === '';
    default:
      return false;
  }
}

function inRange(value: Mapped, from: number | null, to: number | null): boolean {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) return false;
  return number >= (from ?? Number.NEGATIVE_INFINITY) && number <= (to ?? Number.POSITIVE_INFINITY);
}

/**
 * The first mapping that holds for a value; undefined when none does. A regex replaces the text by its result
 * as it is (no groups).
 */
export function mapValue(mappings: readonly ValueMapping[] | undefined, value: Mapped): MappingResult | undefined {
  for (const mapping of mappings ?? []) {
    switch (mapping.type) {
      case 'value': {
        const key = String(value);
        if (value !== null && Object.hasOwn(mapping.options, key)) return mapping.options[key];
        break;
      }
      case 'range':
        if (inRange(value, mapping.options.from, mapping.options.to)) return mapping.options.result;
        break;
      case 'regex':
        if (value !== null && dashboardRegex(mapping.options.pattern)?.(String(value))) return mapping.options.result;
        break;
      case 'special':
        if (matchesSpecial(mapping.options.match, value)) return mapping.options.result;
        break;
    }
  }
  return undefined;
}
