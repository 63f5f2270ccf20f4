import type { DashboardInput, InputValues } from '@/lib/grafana/inputs';
import type { ImportDraft } from './readImport';

/** The inputs of several dashboards: one that they share by name and type is asked once. */
export function inputsOf(drafts: readonly ImportDraft[]): {
  readonly inputs: readonly DashboardInput[];
  readonly values: InputValues;
} {
  const inputs = new Map<string, DashboardInput>();
  for (const draft of drafts)
    for (const input of draft.inputs) if (!inputs.has(input.name)) inputs.set(input.name, input);
  const values = Object.assign({}, ...drafts.map((draft) => draft.values).reverse());
  return { inputs: [...inputs.values()], values };
}
