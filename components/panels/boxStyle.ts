/** Fill and outline of bars and cells: `fieldConfig.custom` of the panel types that draw boxes. */
import { z } from 'zod';
import { mixColors, parseColor, printColor } from '@/lib/dashboard/colorMath';
import './optionMeta';

const group = 'Drawing';

/** A schema with the defaults of one panel type. */
export function boxStyleSchema(defaults: { readonly fillOpacity: number; readonly lineWidth: number }) {
  return z.object({
    fillOpacity: z
      .number()
      .min(0)
      .max(100)
      .catch(defaults.fillOpacity)
      .default(defaults.fillOpacity)
      .meta({ title: 'Fill opacity', group, control: 'slider', unit: '%' }),
    lineWidth: z
      .number()
      .min(0)
      .max(10)
      .catch(defaults.lineWidth)
      .default(defaults.lineWidth)
      .meta({ title: 'Line width', group, control: 'slider', unit: 'px' }),
  });
}

export type BoxStyleSchema = ReturnType<typeof boxStyleSchema>;
export type BoxStyle = z.infer<BoxStyleSchema>;

/** The style of a field; wrong values fall back to their defaults. */
export function boxStyle(schema: BoxStyleSchema, custom: object | undefined): BoxStyle {
  const parsed = schema.safeParse(custom ?? {});
  return parsed.success ? parsed.data : schema.parse({});
}

/** Attributes of an SVG box in a colour; the outline stays inside of the box as far as it can. */
export function boxPaint(color: string, { fillOpacity, lineWidth }: BoxStyle) {
  return {
    fill: color,
    fillOpacity: fillOpacity / 100,
    ...(lineWidth > 0 ? { stroke: color, strokeWidth: lineWidth } : {}),
  };
}

/** The colour of a box as it is seen on a background: what texts in it must stand out from. */
export function seenColor(color: string, background: string, { fillOpacity }: BoxStyle): string {
  const [fill, ground] = [parseColor(color), parseColor(background)];
  return fill && ground ? printColor(mixColors(ground, fill, fillOpacity / 100)) : color;
}
