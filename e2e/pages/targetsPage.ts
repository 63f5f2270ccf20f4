import type { Locator, Page } from '@playwright/test';

/** The targets page: one region per job. */
export class TargetsPage {
  constructor(readonly page: Page) {}

  async open(query = ''): Promise<void> {
    await this.page.goto(`/targets${query}`);
  }

  job(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** The targets of a job in some health. */
  targets(job: string, health: 'up' | 'down' | 'unknown'): Locator {
    return this.job(job).locator(`[data-target-health="${health}"]`);
  }
}
