import type { PanelData, PanelType } from '@/components/panels/panelType';
import type { PanelFailure } from '@/components/query/panelQueries';
import type { Panel } from '@/lib/dashboard/document';
import { isBorrowed } from './borrowTargets';
import type { EmptyReason } from './diagnoseEmpty';
import { unavailableSource } from './unavailableSource';
import type { PanelDataState } from './usePanelData';

export type PanelStateName = 'loading' | 'ready' | 'empty' | 'error' | 'unsupported';

/** The state of a panel as it is shown and announced. */
export interface PanelView {
  readonly state: PanelStateName;
  /** Why there is nothing, what failed, or what is not supported. */
  readonly message?: string;
  /** What failed last, also while the next answer is awaited. */
  readonly failure?: string;
  /** Some queries failed, the others are shown fresh. */
  readonly partial?: true;
  /** Since when a panel waits, and when what it shows was received. */
  readonly startedMs?: number;
  readonly receivedMs?: number;
  /** Why there is no data, once that is found out. */
  readonly reason?: EmptyReason;
  /** For panels that show no data. */
  readonly noData: PanelData;
}

const NO_DATA: PanelData = { frames: [], bounds: { fromMs: 0, toMs: 0 } };

interface ViewInput {
  readonly panel: Panel;
  readonly type: Pick<PanelType<unknown>, 'queries'> | undefined;
  readonly loaded: Pick<PanelDataState, 'query' | 'empty' | 'request'>;
  /** Whether variables have values. */
  readonly ready: boolean;
  readonly reason: EmptyReason | undefined;
}

/** Decides the state of a panel. */
export function viewOf({ panel, type, loaded, ready, reason }: ViewInput): PanelView {
  const view = (state: PanelStateName, message?: string): PanelView => ({
    state,
    noData: NO_DATA,
    ...(loaded.query.failure === undefined ? {} : { failure: failureText(loaded.query.failure) }),
    ...(loaded.query.answer?.partial === true ? { partial: true as const } : {}),
    ...(message === undefined ? {} : { message }),
    ...(loaded.query.startedMs === undefined ? {} : { startedMs: loaded.query.startedMs }),
    ...(loaded.query.answer === undefined ? {} : { receivedMs: loaded.query.answer.receivedMs }),
  });
  if (type === undefined) return view('unsupported', `No panel type ${panel.type || '(none given)'}`);
  if (!type.queries) return view(ready ? 'ready' : 'loading');
  const foreign = unavailableSource(panel);
  if (foreign !== undefined) return view('empty', `Needs a data source of type ${foreign}`);
  if (hasNoQuery(panel, loaded)) return view('empty', 'This panel has no query');
  switch (loaded.query.phase) {
    case 'error':
      return view('error', loaded.query.failure === undefined ? 'The query failed' : failureText(loaded.query.failure));
    case 'ready':
      if (!loaded.empty) return view('ready');
      return reason === undefined ? view('empty', 'No data') : { ...view('empty', reason.message), reason };
    case 'idle':
    case 'loading':
      return view('loading');
    default:
      return loaded.query.phase satisfies never;
  }
}

/** A panel that draws another panel's results has queries as far as that one has. */
function hasNoQuery(panel: Panel, { request }: ViewInput['loaded']): boolean {
  if (panel.targets.some((target) => isBorrowed(target, panel))) return request?.queries.length === 0;
  return panel.targets.every(({ expr, hide }) => hide || expr.trim() === '');
}

function failureText({ refId, message }: PanelFailure): string {
  return refId === '' ? message : `Query ${refId}: ${message}`;
}
