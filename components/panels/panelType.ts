/** What a panel type is: a folder in components/panels with a component, an options schema and suggestions. */
import type { TablerIcon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { z } from 'zod';
import type { DataLink, DataPlace } from '@/lib/dashboard/dataLinks';
import type { FieldConfig, JsonObject, Panel } from '@/lib/dashboard/document';
import type { Frame } from '@/lib/dashboard/frame';

export interface TimeBounds {
  /** Milliseconds since the epoch, inclusive. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** The data of a panel together with the interval it was fetched for: they change at the same time. */
export interface PanelData {
  readonly frames: readonly Frame[];
  readonly bounds: TimeBounds;
}

/**
 * What a panel component gets. It fills its parent, which has a size and no padding (padding.ts has the panels' own),
 * and draws nothing outside of it.
 */
export interface PanelProps<Options> {
  readonly panel: Panel;
  readonly options: Options;
  readonly data: PanelData;
  /** Inner size in CSS pixels, at least 1. */
  readonly size: { readonly width: number; readonly height: number };
  readonly host: PanelHost;
}

/** What the surroundings offer to a panel. */
export interface PanelHost {
  /** IANA name, or 'browser'. */
  readonly timeZone: string;
  readonly theme: 'dark' | 'light';
  /** Replaces variables in text (titles, text panels, links). */
  readonly interpolate: (text: string) => string;
  /** Where the links of a field's options lead for one of its values. */
  readonly linksAt: (place: DataPlace) => readonly DataLink[];
  /** Zoom by dragging: sets the dashboard's time range. Absent where zooming makes no sense. */
  readonly onZoom?: (bounds: TimeBounds) => void;
  readonly onZoomOut?: () => void;
  /** Shared crosshair of the dashboard; panels publish and follow (components/charts/crosshair.ts). */
  readonly crosshairGroup: string;
  readonly crosshairMode: 'off' | 'crosshair' | 'tooltip';
}

/** Options of fields that all panel types share; a type lists those that its drawing honours. */
export type StandardOption = Exclude<keyof FieldConfig, 'custom' | 'unknown'>;

export const ALL_STANDARD: readonly StandardOption[] = [
  'unit',
  'min',
  'max',
  'decimals',
  'displayName',
  'color',
  'noValue',
  'thresholds',
  'mappings',
  'links',
];

export interface PanelType<Options> {
  readonly type: string;
  readonly name: string;
  /** One short sentence for the picker of visualisations. */
  readonly description: string;
  readonly icon: TablerIcon;
  /**
   * Parses the panel's `options`; every field has a default, wrong values fall back to it. The editor's form is
   * generated from its annotations (optionMeta.ts).
   */
  readonly options: z.ZodType<Options, unknown>;
  /** The same for `custom` of the field config, which overrides may set per field. */
  readonly custom?: z.ZodObject;
  readonly standard: readonly StandardOption[];
  /** How well the type suits the data, 0 (not at all) to 100; absent: never suggested. */
  readonly suggest?: (frames: readonly Frame[]) => number;
  /** Options to begin with when a panel of another type becomes one of this type, beside what both types share. */
  readonly convert?: (previous: Panel) => JsonObject;
  readonly component: ComponentType<PanelProps<Options>>;
  /** False for panels that show no data (text): they never query. */
  readonly queries: boolean;
}
