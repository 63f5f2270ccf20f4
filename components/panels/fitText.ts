import { axisTextWidth } from '@/components/charts/measureText';

/** Largest font size up to `maxPx` at which a text is no wider than `widthPx`; widths grow with the size. */
export function fitFontSize(text: string, widthPx: number, maxPx: number, minPx = 10): number {
  // Bold figures are about 6 % wider than the 11 px regular that was measured.
  const widthPerPx = (axisTextWidth(text.length > 80 ? text.slice(0, 80) : text) * 1.06) / 11;
  return Math.max(minPx, Math.min(maxPx, Math.floor(widthPx / Math.max(widthPerPx, 0.1))));
}
