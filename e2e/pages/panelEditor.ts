import { expect, type Locator, type Page } from '@playwright/test';

/** The page on which one panel is built. */
export class PanelEditor {
  constructor(private readonly page: Page) {}

  /** What the panel looks like as it is now. */
  get preview(): Locator {
    return this.page.getByRole('region', { name: /^Preview: / });
  }

  get overrides(): Locator {
    return this.page.getByRole('region', { name: 'Overrides' });
  }

  async setTitle(title: string): Promise<void> {
    const group = this.page.getByRole('region', { name: 'Panel options' });
    const fold = group.getByRole('heading').getByRole('button');
    if ((await fold.getAttribute('aria-expanded')) !== 'true') await fold.click();
    await group.getByRole('textbox', { name: 'Title' }).fill(title);
    await expect(this.preview.getByRole('heading', { name: title })).toBeVisible();
  }

  /** Types an expression, as query A, and asks it. */
  async ask(expression: string): Promise<void> {
    const editor = this.page.getByRole('textbox', { name: 'Query A', exact: true });
    await editor.click();
    await this.page.keyboard.type(expression);
    await this.page.keyboard.press('Control+Enter');
  }

  async asTableOfNow(): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Format of query A' }).selectOption('Table');
    await this.page.getByRole('radiogroup', { name: 'Type of query A' }).getByText('Instant', { exact: true }).click();
  }

  async pickVisualisation(name: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Visualisation: / }).click();
    await this.page.getByRole('button', { name: new RegExp(`^${name} `) }).click();
    await expect(this.page.getByRole('button', { name: `Visualisation: ${name}` })).toBeVisible();
  }

  async addTransformation(name: string): Promise<void> {
    await this.page.getByRole('tab', { name: /^Transformations/ }).click();
    await this.page.getByRole('button', { name: 'Add transformation', exact: true }).click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${name} `) })
      .click();
    await expect(this.page.getByRole('button', { name: `Remove ${name}` })).toBeVisible();
  }

  /** Gives the field of a name a unit of its own. */
  async overrideUnit(field: string, unit: RegExp): Promise<void> {
    await this.overrides.getByRole('heading').getByRole('button').click();
    await this.overrides.getByRole('button', { name: 'Add override' }).click();
    await this.page.getByRole('option', { name: 'Field with name', exact: true }).click();
    const card = this.page.getByRole('region', { name: 'Override 1' });
    await card.getByRole('button', { name: /^Field/ }).click();
    await this.page.getByRole('option', { name: field, exact: true }).click();
    await card.getByRole('button', { name: 'Add property' }).click();
    await this.page.getByRole('option', { name: 'Unit', exact: true }).click();
    await card.getByRole('button', { name: /^Unit/ }).click();
    await this.page.getByRole('option', { name: unit }).first().click();
  }

  async close(): Promise<void> {
    await this.page.getByRole('button', { name: 'Back to dashboard' }).click();
    await expect(this.page.getByRole('region', { name: 'Panel editor' })).toHaveCount(0);
  }
}
