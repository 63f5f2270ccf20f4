import { contrast, parseColor } from './colorMath';

const WHITE = { r: 255, g: 255, b: 255, a: 1 };
const INK = { r: 11, g: 18, b: 32, a: 1 };

/** White or ink, whichever reads better on a CSS colour; the surrounding text's colour on one that is mostly clear. */
export function readableText(background: string): string {
  const ground = parseColor(background);
  if (!ground || ground.a < 0.5) return 'currentColor';
  return contrast(WHITE, ground) >= contrast(INK, ground) ? '#ffffff' : '#0b1220';
}
