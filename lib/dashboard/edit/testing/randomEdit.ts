/** Random edits for property tests: every edit there is, also with arguments that fit nothing. */
import type { Dashboard, Panel, Section } from '../../document';
import { copyPanel, pastePanel } from '../clipboard';
import { addPanel, duplicatePanel, newPanel, removePanel, replacePanel } from '../panels';
import { movePanel, placePanels } from '../place';
import { addRow, changeRow, moveRow, removeRow } from '../rows';
import { changeSettings } from '../settings';
import { addVariable, duplicateVariable, moveVariable, newVariable, removeVariable, setVariable } from '../variables';

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export class RandomEdits {
  constructor(private readonly next: () => number) {}

  get names(): readonly string[] {
    return Object.keys(this.edits);
  }

  /** One random edit of the dashboard. */
  apply(dashboard: Dashboard): { readonly name: string; readonly dashboard: Dashboard } {
    const name = this.names[this.below(this.names.length)] ?? '';
    return { name, dashboard: this.edits[name]?.(dashboard) ?? dashboard };
  }

  /** Every edit by its name. */
  private readonly edits: Readonly<Record<string, (dashboard: Dashboard) => Dashboard>> = {
    addPanel: (d) =>
      addPanel(d, this.panel(), { rowId: this.rowId(d), w: this.below(26), h: this.below(12) }).dashboard,
    addPanelAtTop: (d) => addPanel(d, this.panel()).dashboard,
    replacePanel: (d) => {
      const known = d.panels[this.panelId(d)];
      return known === undefined
        ? d
        : replacePanel(d, { ...known, title: this.text(), unknown: { note: this.text() } });
    },
    replaceUnknownPanel: (d) => replacePanel(d, { ...this.panel(), id: 987_654 }),
    removePanel: (d) => removePanel(d, this.panelId(d)),
    duplicatePanel: (d) => duplicatePanel(d, this.panelId(d)).dashboard,
    pastePanel: (d) => {
      const known = d.panels[this.panelId(d)];
      const pasted = known === undefined ? { problem: 'none' } : pastePanel(copyPanel(known));
      return 'problem' in pasted ? d : addPanel(d, pasted).dashboard;
    },
    placePanels: (d) => {
      const section = this.below(d.layout.length + 1);
      const items = (d.layout[section]?.items ?? []).map((item) => ({ ...item, ...this.place(), w: this.below(26) }));
      return placePanels(d, section, items);
    },
    movePanel: (d) => movePanel(d, this.panelId(d), this.section(d), this.chance() ? this.place() : undefined),
    addRow: (d) => addRow(d, this.text(), this.chance() ? this.below(d.layout.length + 2) : undefined).dashboard,
    changeRow: (d) =>
      changeRow(d, this.rowId(d), {
        title: this.text(),
        collapsed: this.chance(),
        ...(this.chance() ? { repeat: this.chance() ? 'job' : '' } : {}),
      }),
    removeRow: (d) => removeRow(d, this.rowId(d), { panels: this.chance() ? 'keep' : 'remove' }),
    moveRow: (d) => moveRow(d, this.rowId(d), this.below(d.layout.length + 2) - 1),
    changeSettings: (d) =>
      changeSettings(d, {
        title: this.text(),
        tags: [this.text()],
        graphTooltip: this.chance() ? 1 : 2,
        links: [{ title: this.text(), url: `/d/x?v=\${${this.name(d)}}` }],
      }),
    addVariable: (d) => addVariable(d, { ...newVariable(d, 'custom'), query: `$${this.name(d)}` }),
    addVariableOfATakenName: (d) => addVariable(d, { ...newVariable(d), name: this.name(d) }),
    setVariable: (d) => {
      const index = this.below(d.variables.length + 1);
      const known = d.variables[index];
      return known === undefined ? d : setVariable(d, index, { ...known, label: this.text() });
    },
    renameVariable: (d) => {
      const index = this.below(d.variables.length + 1);
      const known = d.variables[index];
      return known === undefined ? d : setVariable(d, index, { ...known, name: `v${this.below(20)}` });
    },
    removeVariable: (d) => removeVariable(d, this.below(d.variables.length + 1)),
    moveVariable: (d) => moveVariable(d, this.below(d.variables.length + 1), this.below(6) - 1),
    duplicateVariable: (d) => duplicateVariable(d, this.below(d.variables.length + 1)),
  };

  private below(count: number): number {
    return Math.floor(this.next() * count);
  }

  private chance(): boolean {
    return this.next() < 0.5;
  }

  private text(): string {
    return `text ${this.below(1000)}`;
  }

  private name(dashboard: Dashboard): string {
    return dashboard.variables[this.below(dashboard.variables.length)]?.name ?? 'none';
  }

  private panel(): Omit<Panel, 'id'> {
    const types = ['timeseries', 'stat', 'text', 'table', 'unheard-of'];
    return { ...newPanel(types[this.below(types.length)]), title: `${this.text()} $job` };
  }

  private panelId(dashboard: Dashboard): number {
    const ids = Object.keys(dashboard.panels);
    return Number(ids[this.below(ids.length + 1)] ?? 123_456);
  }

  private rowId(dashboard: Dashboard): number {
    const rows = dashboard.layout.filter((section: Section) => section.type === 'row');
    return rows[this.below(rows.length + 1)]?.id ?? 123_456;
  }

  private section(dashboard: Dashboard): number {
    return this.below(dashboard.layout.length + 2) - 1;
  }

  private place(): { x: number; y: number; h: number } {
    return { x: this.below(30) - 3, y: this.below(40) - 3, h: this.below(14) };
  }
}
