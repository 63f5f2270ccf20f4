import type { Panel } from '@/lib/dashboard/document';
import { copyPanel, pastePanel } from '@/lib/dashboard/edit/clipboard';

/** Also kept here: browsers give no clipboard to pages that are not served over HTTPS or from this machine. */
const STORAGE_KEY = 'belvedere.panel';
const MAX_STORED = 1_000_000;

/** Puts a panel into the clipboard; rejects never. */
export async function writePanel(panel: Panel): Promise<void> {
  const text = copyPanel(panel);
  try {
    if (text.length <= MAX_STORED) window.localStorage.setItem(STORAGE_KEY, text);
  } catch {
    // A full or forbidden store leaves the system's clipboard.
  }
  await navigator.clipboard?.writeText(text).catch(() => undefined);
}

/** The panel in the clipboard, else the one that was copied here last, or why there is none. */
export async function readPanel(): Promise<ReturnType<typeof pastePanel>> {
  const text = await navigator.clipboard?.readText?.().catch(() => '');
  const pasted = pastePanel(text ?? '');
  if (!('problem' in pasted)) return pasted;
  const stored = storedText();
  return stored === '' ? pasted : pastePanel(stored);
}

function storedText(): string {
  try {
    return window.localStorage.getItem(STORAGE_KEY) ?? '';
  } catch {
    return '';
  }
}
