import { expect, type Locator } from '@playwright/test';
import { DashboardPage } from './dashboardPage';

/** A dashboard by someone who may change it. */
export class EditableDashboard extends DashboardPage {
  get unsaved(): Locator {
    return this.page.getByText('Unsaved', { exact: true });
  }

  async startEditing(): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit dashboard' }).click();
    await expect(this.page.getByRole('toolbar', { name: 'Edit dashboard' })).toBeVisible();
  }

  async setTitle(title: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Title of the dashboard' });
    await field.fill(title);
    await field.press('Enter');
  }

  async addPanel(): Promise<void> {
    await this.page.getByRole('button', { name: 'Add to the dashboard' }).click();
    await this.page.getByRole('menuitem', { name: 'Panel', exact: true }).click();
    await expect(this.page.getByRole('region', { name: 'Panel editor' })).toBeVisible();
  }

  /** Moves a panel by its header. */
  async dragPanel(title: string, by: { readonly x: number; readonly y: number }): Promise<void> {
    const heading = this.panel(title).getByRole('heading', { name: title });
    await this.#drag(await centre(heading), by);
  }

  /** Resizes a panel by its lower right corner. */
  async resizePanel(title: string, by: { readonly x: number; readonly y: number }): Promise<void> {
    const box = await this.box(title);
    await this.#drag({ x: box.x + box.width - 4, y: box.y + box.height - 4 }, by);
  }

  /** Where a panel stands, once it no longer glides. */
  async box(title: string): Promise<Box> {
    let last = await this.#boxNow(title);
    for (;;) {
      await this.page.waitForTimeout(60);
      const now = await this.#boxNow(title);
      if (now.x === last.x && now.y === last.y && now.width === last.width && now.height === last.height) return now;
      last = now;
    }
  }

  async #boxNow(title: string): Promise<Box> {
    const box = await this.panel(title).boundingBox();
    if (box === null) throw new Error(`panel ${title} is not visible`);
    return box;
  }

  /** Opens the dialog that saves, and saves. @param fill what to do in the dialog before */
  async save(fill: (dialog: Locator) => Promise<void> = async () => undefined): Promise<void> {
    await this.page.getByRole('button', { name: 'Save dashboard' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Save dashboard' });
    await fill(dialog);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(this.unsaved).toHaveCount(0);
  }

  async openSettings(section: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Dashboard settings/ }).click();
    const sections = this.page.getByRole('navigation', { name: 'Settings of the dashboard' });
    await sections.getByRole('button', { name: section, exact: true }).click();
    await expect(this.page.getByRole('heading', { name: section, level: 2 })).toBeVisible();
  }

  async closeSettings(): Promise<void> {
    await this.page.getByRole('button', { name: 'Back to the dashboard' }).click();
  }

  async #drag(from: { readonly x: number; readonly y: number }, by: { readonly x: number; readonly y: number }) {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + by.x / 2, from.y + by.y / 2, { steps: 5 });
    await this.page.mouse.move(from.x + by.x, from.y + by.y, { steps: 5 });
    await this.page.mouse.up();
  }
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function centre(place: Locator): Promise<{ x: number; y: number }> {
  const box = await place.boundingBox();
  if (box === null) throw new Error('nothing to take hold of');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
