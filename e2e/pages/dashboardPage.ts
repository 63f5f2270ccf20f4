import { expect, type Locator, type Page } from '@playwright/test';

export type PanelState = 'loading' | 'ready' | 'empty' | 'error' | 'unsupported';

export interface PanelFound {
  readonly type: string;
  readonly title: string;
  readonly state: string;
  readonly message: string;
}

/** A dashboard in the browser. What it relies on is the contract of `data-dashboard-…` and `data-panel-…`. */
export class DashboardPage {
  constructor(readonly page: Page) {}

  /** @param path with the query, `/d/host?from=now-1h&to=now`; waits until no visible panel is loading */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.untilReady();
  }

  async untilReady(timeoutMs = 30_000): Promise<void> {
    await expect(this.page.locator('[data-dashboard-state="ready"]')).toBeVisible({ timeout: timeoutMs });
  }

  panel(title: string): Locator {
    return this.page.locator(`[data-panel-id][aria-label="${title}"]`);
  }

  panelsIn(state: PanelState): Locator {
    return this.page.locator(`[data-panel-state="${state}"]`);
  }

  /** Brings a panel into view and waits until it is in a state. */
  async expectPanel(title: string, state: PanelState): Promise<Locator> {
    const panel = this.panel(title);
    await panel.scrollIntoViewIfNeeded();
    await expect(panel).toHaveAttribute('data-panel-state', state);
    return panel;
  }

  /** Looks at every panel of some types, from the top to the bottom: panels draw as they come into view. */
  async stateOfEachPanel(types: readonly string[]): Promise<PanelFound[]> {
    const panels = this.page.locator('[data-panel-id]');
    const found: PanelFound[] = [];
    for (let index = 0; index < (await panels.count()); index++) {
      const panel = panels.nth(index);
      const type = (await panel.getAttribute('data-panel-type')) ?? '';
      if (!types.includes(type)) continue;
      await panel.scrollIntoViewIfNeeded();
      // In one look: a panel that is asked anew is loading again.
      const settled = await panel.evaluate(
        (element: HTMLElement) =>
          new Promise<{ title: string; state: string; message: string }>((resolve) => {
            const look = () => {
              const { panelState: state = '', panelMessage: message = '' } = element.dataset;
              if (state === 'loading') setTimeout(look, 50);
              else resolve({ title: element.ariaLabel ?? '', state, message });
            };
            look();
          }),
      );
      found.push({ type, ...settled });
    }
    return found;
  }

  /** The part of a chart that takes the pointer. */
  plot(title: string): Locator {
    return this.panel(title).locator('[aria-roledescription="chart"]');
  }

  /** Moves the pointer over the plot, at shares of its width and height. */
  async hoverPlot(title: string, atX: number, atY = 0.5): Promise<void> {
    const { x, y } = await this.#placeIn(title, atX, atY);
    await this.page.mouse.move(x, y);
  }

  /** Drags over the plot, from one share of its width to another. */
  async dragPlot(title: string, fromX: number, toX: number): Promise<void> {
    const start = await this.#placeIn(title, fromX, 0.5);
    const end = await this.#placeIn(title, toX, 0.5);
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move((start.x + end.x) / 2, end.y, { steps: 4 });
    await this.page.mouse.move(end.x, end.y, { steps: 4 });
    await this.page.mouse.up();
  }

  tooltip(): Locator {
    return this.page.locator('[data-chart-tooltip]');
  }

  /** Picks one of the named ranges, as "Last 6 hours". */
  async pickRange(name: string): Promise<void> {
    await this.page
      .getByRole('button', { name: /^Time range:/ })
      .first()
      .click();
    await this.page.getByRole('dialog', { name: 'Time range' }).getByRole('button', { name, exact: true }).click();
  }

  /** `from` and `to` as they stand in the address. */
  range(): { from: string | null; to: string | null } {
    const { searchParams } = new URL(this.page.url());
    return { from: searchParams.get('from'), to: searchParams.get('to') };
  }

  async #placeIn(title: string, atX: number, atY: number): Promise<{ x: number; y: number }> {
    const box = await this.plot(title).boundingBox();
    if (box === null) throw new Error(`the plot of ${title} is not visible`);
    return { x: box.x + box.width * atX, y: box.y + box.height * atY };
  }
}
