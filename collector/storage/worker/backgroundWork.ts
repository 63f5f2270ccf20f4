import type { StoreLog } from '../storeState';

const FIRST_DELAY_MS = 1_000;
const LAST_DELAY_MS = 60_000;

/**
 * Keeps one kind of work going beside the rounds that keep the log short: one piece at a time, and after a failure later and
 * later. A failure is logged once, until a piece goes well again.
 */
export class BackgroundWork {
  private underWay: Promise<void> | undefined;
  private failures = 0;
  private notBeforeMs = 0;

  /**
   * @param name as in `cannot <name>; trying again`
   * @param piece does what is due next, for some minutes at most
   */
  constructor(
    private readonly name: string,
    private readonly piece: () => Promise<unknown>,
    private readonly surroundings: { readonly logger: StoreLog; now(): number },
  ) {}

  /** Begins the next piece unless one is under way; does not wait for it. */
  begin(): void {
    const nowMs = this.surroundings.now();
    if (this.underWay !== undefined || nowMs < this.notBeforeMs) return;
    this.underWay = this.piece()
      .then(
        () => {
          this.failures = 0;
        },
        (error: unknown) => this.noteFailure(error, nowMs),
      )
      .finally(() => {
        this.underWay = undefined;
      });
  }

  /** Resolves when no piece is under way. */
  async settled(): Promise<void> {
    await this.underWay;
  }

  private noteFailure(error: unknown, nowMs: number): void {
    if (error instanceof Error && 'code' in error && error.code === 'store_closed') return;
    this.notBeforeMs = nowMs + Math.min(FIRST_DELAY_MS * 2 ** this.failures, LAST_DELAY_MS);
    if (this.failures++ > 0) return;
    this.surroundings.logger.warn({ err: error }, `cannot ${this.name}; trying again`);
  }
}
