import type { Dashboard, Panel } from '@/lib/dashboard/document';
import { replacePanel } from '@/lib/dashboard/edit/panels';

/** For property tests: edits that put parts of other dashboards into one, so that forms it keeps meet other values. */
export class Grafts {
  private readonly panels: readonly Panel[];
  private readonly variables: Dashboard['variables'];

  constructor(
    sources: readonly Dashboard[],
    /** Gives [0, 1). */
    private readonly next: () => number,
  ) {
    this.panels = sources.flatMap(({ panels }) => Object.values(panels));
    this.variables = sources.flatMap(({ variables }) => variables);
  }

  /** One random field of a panel, a query, the field options or a variable, as another dashboard has it. */
  apply(dashboard: Dashboard): Dashboard {
    const panel = this.any(Object.values(dashboard.panels));
    const other = this.any(this.panels);
    if (panel === undefined || other === undefined) return dashboard;
    switch (Math.floor(this.next() * 4)) {
      case 0:
        return this.changeVariable(dashboard);
      case 1:
        return replacePanel(dashboard, this.graft(panel, other, ['id']));
      case 2:
        return replacePanel(dashboard, this.changeTarget(panel, other));
      default: {
        const defaults = this.graft(panel.fieldConfig.defaults, other.fieldConfig.defaults);
        return replacePanel(dashboard, { ...panel, fieldConfig: { ...panel.fieldConfig, defaults } });
      }
    }
  }

  private changeVariable(dashboard: Dashboard): Dashboard {
    const chosen = this.any(dashboard.variables);
    const from = this.any(this.variables);
    if (chosen === undefined || from === undefined) return dashboard;
    // Another kind is a change of its own (withVariableType).
    const changed = this.graft(chosen, from, ['name', 'type']);
    return { ...dashboard, variables: dashboard.variables.map((known) => (known === chosen ? changed : known)) };
  }

  private changeTarget(panel: Panel, other: Panel): Panel {
    const chosen = this.any(panel.targets);
    const from = this.any(other.targets);
    if (chosen === undefined || from === undefined) return panel;
    const changed = this.graft(chosen, from, ['refId']);
    return { ...panel, targets: panel.targets.map((known) => (known === chosen ? changed : known)) };
  }

  /** `into` with one field of `from`, present or absent. What is kept for writing stays, as in every edit. */
  private graft<Part extends object>(into: Part, from: Part, except: readonly string[] = []): Part {
    const fixed = ['unknown', ...except];
    const name = this.any([...Object.keys(into), ...Object.keys(from)].filter((field) => !fixed.includes(field)));
    const others = Object.entries(into).filter(([field]) => field !== name);
    const taken = Object.entries(from).filter(([field]) => field === name);
    // Both are parts of one kind; a field that one of them lacks is optional in it.
    return Object.fromEntries([...others, ...taken]) as Part;
  }

  private any<Item>(list: readonly Item[]): Item | undefined {
    return list[Math.floor(this.next() * list.length)];
  }
}
