import { FONT_FAMILY } from './tokens';

let context: CanvasRenderingContext2D | null | undefined;

/** Width of a text in the axis font, CSS pixels; an estimate where there is no canvas (server, tests). */
export function axisTextWidth(text: string): number {
  if (context === undefined) {
    context = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d');
    if (context) context.font = `11px ${FONT_FAMILY}`;
  }
  return context ? context.measureText(text).width : text.length * 6.2;
}
