/** Links of values: where a link in a field's options leads for one value of a panel. */
import { fieldDisplayName, fillTemplate } from './displayName';
import { displayText } from './displayValue';
import type { JsonObject } from './document';
import type { Field, Frame } from './frame';
import { type DashboardLink, type LinkState, linkHref, readLinks } from './links';
import { formatValues } from './variables/formats';
import { interpolate } from './variables/interpolate';
import { type Builtin, withBuiltins } from './variables/scope';

/** The value that a link belongs to. */
export interface DataPlace {
  readonly frame: Frame;
  readonly field: Field;
  /** Absent for a value calculated of the whole column: then the last row stands for the others. */
  readonly row?: number;
  /** The value where it is not the one that stands in the row. */
  readonly value?: number | string | null;
  /** As the panel shows it. */
  readonly text: string;
}

export interface DataLink {
  readonly title: string;
  readonly href: string;
  readonly newTab: boolean;
}

/** More links of one value are not offered. */
const MAX_LINKS = 20;

/** The links of a value, ready to follow; those that lead to nothing safe are left out. */
export function dataLinks(place: DataPlace, state: LinkState, timeZone: string): DataLink[] {
  const { links } = place.field.config;
  if (links === undefined || links.length === 0) return [];
  const texts = withBuiltins(
    state.scope,
    placeBuiltins(place, timeZone, (text) => text),
  );
  return readLinks(linksOf(links)).flatMap((link): DataLink[] => {
    const href = linkHref(link, { ...state, scope: withBuiltins(state.scope, urlBuiltins(link, place, timeZone)) });
    if (href === undefined) return [];
    return [{ title: interpolate(link.title, texts, 'text') || href, href, newTab: link.newTab }];
  });
}

function linksOf(links: readonly JsonObject[]): readonly JsonObject[] {
  return links.slice(0, MAX_LINKS).filter(({ url }) => typeof url === 'string');
}

/** A value that is the beginning of the address may be an address itself; elsewhere it is one part of it. */
function urlBuiltins({ url }: DashboardLink, place: DataPlace, timeZone: string): [string, Builtin][] {
  const encode = /^\s*\$\{?__(value|data|cell)/.test(url) ? encodeURI : encodeURIComponent;
  return placeBuiltins(place, timeZone, (text) => encodeSafely(text, encode));
}

/** Half a surrogate pair cannot be encoded. */
function encodeSafely(text: string, encode: (text: string) => string): string {
  return encode(text.replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'));
}

function placeBuiltins(place: DataPlace, timeZone: string, encode: (text: string) => string): [string, Builtin][] {
  const { frame, field } = place;
  const written = (text: string, format: string | undefined): string =>
    (format === undefined ? undefined : formatValues({ name: '', values: [text], texts: [text] }, format)) ??
    encode(text);
  const value: Builtin = (path, format) => written(valuePart(place, path), format);
  const named = (scope: 'field' | 'series'): Builtin => {
    return (path, format) => {
      const template = `\${__${scope}.${path ?? 'name'}}`;
      const filled = fillTemplate(template, field, frame);
      return written(filled === template ? '' : filled, format);
    };
  };
  const cells = frame.fields.slice(0, 100).map((_, index): [string, Builtin] => {
    return [`__cell_${index}`, (_path, format) => written(rowText(place, frame.fields[index], timeZone).raw, format)];
  });
  return [
    ['__value', value],
    ['__cell', value],
    ['__field', named('field')],
    ['__series', named('series')],
    ['__data', (path, format) => written(dataPart(place, path ?? '', timeZone), format)],
    ...cells,
  ];
}

function rawAt(field: Field | undefined, row: number): number | string | null {
  if (field === undefined) return null;
  if (field.type === 'string' || field.type === 'boolean') return field.values[row] ?? null;
  return 'present' in field && field.present?.[row] === 0 ? null : (field.values[row] ?? null);
}

function rowOf({ frame, row }: DataPlace): number {
  return row ?? frame.length - 1;
}

/** `${__value.raw}`, `.text`, `.numeric`, `.time`; without a path as it is. */
function valuePart(place: DataPlace, path: string | undefined): string {
  const raw = place.value === undefined ? rawAt(place.field, rowOf(place)) : place.value;
  switch (path) {
    case 'text':
      return raw === null ? '' : place.text;
    case 'numeric':
      return raw === null || Number.isNaN(Number(raw)) ? '' : String(Number(raw));
    case 'time': {
      const times = place.frame.fields.find(({ type }) => type === 'time');
      return String(rawAt(times, rowOf(place)) ?? '');
    }
    default:
      return raw === null ? '' : String(raw);
  }
}

interface RowText {
  readonly raw: string;
  readonly text: string;
  readonly numeric: string;
}

function rowText(place: DataPlace, field: Field | undefined, timeZone: string): RowText {
  const raw = rawAt(field, rowOf(place));
  if (field === undefined || raw === null) return { raw: '', text: '', numeric: '' };
  if (typeof raw === 'string' || field.type === 'time') return { raw: String(raw), text: String(raw), numeric: '' };
  const text = displayText(field.config, raw, { timeZone, nowMs: Date.now() });
  return { raw: String(raw), text, numeric: String(raw) };
}

const FIELD_PATH = /^fields(?:\[(?:"([^"]*)"|'([^']*)'|(\d+)|([^\]]*))\]|\.(.+?))(?:\.(text|raw|numeric))?$/;

/** `${__data.fields.Pod}`, `["Pod"]`, `[0]`: another column of the same row, by its name or its place. */
function dataPart(place: DataPlace, path: string, timeZone: string): string {
  const match = FIELD_PATH.exec(path);
  if (match === null) return '';
  const [, double, single, index, bare, dotted, part = 'text'] = match;
  const { fields } = place.frame;
  const name = double ?? single ?? bare ?? dotted ?? '';
  const field =
    index === undefined
      ? fields.find((one) => fieldDisplayName(one, place.frame) === name || one.name === name)
      : fields[Number(index)];
  return rowText(place, field, timeZone)[part === 'raw' || part === 'numeric' ? part : 'text'];
}
