/**
 * The dashboard document: plain JSON, named as in Grafana's classic dashboards, with the layout apart.
 * Edits are pure functions on it. What a codec did not understand rides along in `unknown` and is written back.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface DataSourceRef {
  readonly type?: string;
  /** May hold a variable, as `${datasource}`. */
  readonly uid?: string;
}

export interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat: string;
  readonly instant: boolean;
  readonly range: boolean;
  readonly format: 'time_series' | 'table' | 'heatmap';
  /** Minimum step as written, may hold variables; '' for none. */
  readonly interval: string;
  readonly intervalFactor: number;
  readonly hide: boolean;
  readonly exemplar: boolean;
  readonly datasource?: DataSourceRef;
  readonly unknown: JsonObject;
}

export interface ThresholdStep {
  /** null: minus infinity, the base. */
  readonly value: number | null;
  readonly color: string;
}

export type ValueMapping =
  | { readonly type: 'value'; readonly options: Readonly<Record<string, MappingResult>> }
  | {
      readonly type: 'range';
      readonly options: { readonly from: number | null; readonly to: number | null; readonly result: MappingResult };
    }
  | { readonly type: 'regex'; readonly options: { readonly pattern: string; readonly result: MappingResult } }
  | {
      readonly type: 'special';
      readonly options: {
        readonly match: 'true' | 'false' | 'null' | 'nan' | 'null+nan' | 'empty';
        readonly result: MappingResult;
      };
    };

export interface MappingResult {
  readonly text?: string;
  readonly color?: string;
  readonly icon?: string;
  readonly index?: number;
}

/** How values of a field are shown. Every part is optional; `custom` belongs to the panel type. */
export interface FieldConfig {
  readonly displayName?: string;
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly noValue?: string;
  readonly color?: { readonly mode: string; readonly fixedColor?: string; readonly seriesBy?: 'last' | 'min' | 'max' };
  readonly thresholds?: { readonly mode: 'absolute' | 'percentage'; readonly steps: readonly ThresholdStep[] };
  readonly mappings?: readonly ValueMapping[];
  readonly links?: readonly JsonObject[];
  readonly custom?: JsonObject;
  readonly unknown?: JsonObject;
}

export interface FieldOverride {
  readonly matcher: { readonly id: string; readonly options?: Json; readonly unknown?: JsonObject };
  readonly properties: readonly { readonly id: string; readonly value?: Json }[];
  readonly unknown?: JsonObject;
}

export interface Transformation {
  readonly id: string;
  readonly options: JsonObject;
  readonly disabled?: boolean;
  /** Only the frames it matches (`byRefId`) are transformed; the others pass by. */
  readonly filter?: { readonly id: string; readonly options?: Json };
  readonly unknown?: JsonObject;
}

export interface Panel {
  /** Unique in the document. */
  readonly id: number;
  /** Name of a panel type; one that we do not know keeps all its JSON. */
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly transparent: boolean;
  readonly datasource?: DataSourceRef;
  readonly targets: readonly Target[];
  readonly transformations: readonly Transformation[];
  readonly fieldConfig: { readonly defaults: FieldConfig; readonly overrides: readonly FieldOverride[] };
  readonly options: JsonObject;
  /** Minimum step for all targets as written, e.g. `1m`; may hold variables. */
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly timeFrom?: string;
  readonly timeShift?: string;
  readonly links: readonly JsonObject[];
  /** Repeat for each value of this variable. */
  readonly repeat?: string;
  readonly repeatDirection?: 'h' | 'v';
  readonly maxPerRow?: number;
  readonly unknown: JsonObject;
}

/** Grid of 24 columns; `y` and `h` in rows of 30 px with gaps of 8 px. */
export interface GridItem {
  readonly panelId: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The layout is a list of sections; a row holds a grid of its own, with `y` counted from the row's top. */
export type Section =
  | { readonly type: 'grid'; readonly items: readonly GridItem[] }
  | {
      readonly type: 'row';
      /** Id of the row panel in classic JSON. */
      readonly id: number;
      readonly title: string;
      readonly collapsed: boolean;
      readonly repeat?: string;
      readonly items: readonly GridItem[];
      readonly unknown: JsonObject;
    };

export type VariableType =
  | 'query'
  | 'custom'
  | 'textbox'
  | 'constant'
  | 'interval'
  | 'datasource'
  | 'adhoc'
  | 'system'
  | 'other';

export interface VariableOption {
  readonly text: string;
  readonly value: string;
}

export interface Variable {
  readonly name: string;
  readonly type: VariableType;
  readonly label: string;
  readonly hide: 'nothing' | 'label' | 'variable';
  /** Query text, list of custom values, constant, or default of a text box. */
  readonly query: string;
  readonly regex: string;
  readonly sort: number;
  readonly refresh: 'never' | 'load' | 'timeRange';
  readonly multi: boolean;
  readonly includeAll: boolean;
  readonly allValue?: string;
  /** Selected values; `$__all` stands for all. */
  readonly current: readonly string[];
  readonly options: readonly VariableOption[];
  readonly auto?: { readonly enabled: boolean; readonly min: string; readonly count: number };
  readonly unknown: JsonObject;
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly time: { readonly from: string; readonly to: string };
  /** `browser`, `utc` or an IANA name. */
  readonly timezone: string;
  /** Auto refresh interval as written, '' for off. */
  readonly refresh: string;
  readonly refreshIntervals: readonly string[];
  /** 0 off, 1 shared crosshair, 2 shared tooltip. */
  readonly graphTooltip: 0 | 1 | 2;
  readonly editable: boolean;
  readonly panels: Readonly<Record<number, Panel>>;
  readonly layout: readonly Section[];
  readonly variables: readonly Variable[];
  readonly annotations: readonly JsonObject[];
  readonly links: readonly JsonObject[];
  readonly unknown: JsonObject;
}
