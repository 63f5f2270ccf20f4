import type { Json, JsonObject } from '@/lib/dashboard/document';

/** Something in an imported document that was not honoured, with the place where it stands. */
export interface ImportWarning {
  /** For example `panels[3].targets[0].expr`. */
  readonly path: string;
  readonly message: string;
}

/** Collects warnings up to a bound, so that hostile JSON cannot make an endless report. */
export class ImportReport {
  private static readonly MAX_WARNINGS = 500;
  private readonly list: ImportWarning[] = [];
  private dropped = 0;

  add(path: string, message: string): void {
    if (this.list.length < ImportReport.MAX_WARNINGS) this.list.push({ path, message });
    else this.dropped++;
  }

  finish(): readonly ImportWarning[] {
    if (this.dropped === 0) return this.list;
    return [...this.list, { path: '', message: `${this.dropped} more warnings are not listed` }];
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads one JSON object field by field and remembers which fields it took; what nobody asked for is `rest()`.
 * A field of another type than asked for gives the default and a warning; `null` counts as absent.
 */
export class FieldReader {
  private readonly taken = new Set<string>();

  constructor(
    private readonly source: JsonObject,
    readonly path: string,
    readonly report: ImportReport,
  ) {}

  /** The raw value, undefined when absent. */
  raw(name: string): Json | undefined {
    this.taken.add(name);
    return Object.hasOwn(this.source, name) ? this.source[name] : undefined;
  }

  /** Looks without taking: the field stays in `rest()`. */
  peek(name: string): Json | undefined {
    return Object.hasOwn(this.source, name) ? this.source[name] : undefined;
  }

  at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  warn(name: string, message: string): void {
    this.report.add(this.at(name), message);
  }

  optionalString(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    return this.wrongType(name, 'a string', value);
  }

  string(name: string, fallback = ''): string {
    return this.optionalString(name) ?? fallback;
  }

  /** A finite number; a number written as a string is understood. */
  optionalNumber(name: string): number | undefined {
    const value = this.raw(name);
    if (value === undefined || value === null || value === '') return undefined;
    const number = typeof value === 'string' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    return this.wrongType(name, 'a number', value);
  }

  number(name: string, fallback: number): number {
    return this.optionalNumber(name) ?? fallback;
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.raw(name);
    if (value === undefined || value === null) return fallback;
    if (typeof value === 'boolean') return value;
    if (value === 0 || value === 1) return value === 1;
    return this.wrongType(name, 'true or false', value) ?? fallback;
  }

  optionalObject(name: string): JsonObject | undefined {
    const value = this.raw(name);
    if (value === undefined || value === null) return undefined;
    return isJsonObject(value) ? value : this.wrongType(name, 'an object', value);
  }

  /** The object under `name`, empty when absent. */
  object(name: string): JsonObject {
    return this.optionalObject(name) ?? {};
  }

  list(name: string): readonly Json[] {
    const value = this.raw(name);
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    return this.wrongType(name, 'a list', value) ?? [];
  }

  /** The objects of a list with their paths; other elements are reported and left out. */
  objects(name: string): { readonly value: JsonObject; readonly path: string }[] {
    const found: { value: JsonObject; path: string }[] = [];
    this.list(name).forEach((value, index) => {
      const path = `${this.at(name)}[${index}]`;
      if (isJsonObject(value)) found.push({ value, path });
      else if (value !== null) this.report.add(path, `expected an object, found ${kindOf(value)}; left out`);
    });
    return found;
  }

  child(value: JsonObject, path: string): FieldReader {
    return new FieldReader(value, path, this.report);
  }

  /** Fields nobody took, to be written back unchanged. */
  rest(): JsonObject {
    return Object.fromEntries(Object.entries(this.source).filter(([name]) => !this.taken.has(name)));
  }

  private wrongType(name: string, wanted: string, value: Json): undefined {
    this.warn(name, `expected ${wanted}, found ${kindOf(value)}; the default is used`);
    return undefined;
  }
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${JSON.stringify(value).slice(0, 40)}`;
}

/** The object without fields that are undefined, so that written JSON holds only what is set. */
export function defined(fields: { readonly [name: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined));
}
