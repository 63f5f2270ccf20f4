/** Texts of cells as pictures and as JSON. Pure. */

const MAX_JSON_CHARS = 20_000;

/** The address of a picture; undefined for everything that may be more than one. */
export function imageSource(text: string): string | undefined {
  const url = text.trim();
  return /^(https?:\/\/|data:image\/(png|jpe?g|gif|webp|avif|svg\+xml)[;,])/i.test(url) ? url : undefined;
}

/** JSON on one line with room to breathe; other texts as they are. */
export function shortJson(text: string): string {
  if (text.length > MAX_JSON_CHARS || !/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 1).replaceAll(/\n\s*/g, ' ');
  } catch {
    return text;
  }
}
