/** Brings a panel into sight and focuses it once the page shows it, for what was added somewhere below. */
export function showPanel(panelId: number): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const panel = document.querySelector<HTMLElement>(`[data-panel-id="${panelId}"]`);
      panel?.scrollIntoView({ block: 'nearest' });
      panel?.querySelector<HTMLElement>('[data-panel-menu]')?.focus({ preventScroll: true });
    }),
  );
}
