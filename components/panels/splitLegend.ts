/** How a panel divides its size between a drawing and a legend beside or below it. Pure. */
import { axisTextWidth } from '@/components/charts/measureText';

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface LegendSplit {
  readonly drawing: Size;
  /** undefined: there is no room for a legend, or none is wanted. */
  readonly legend: (Size & { readonly placement: 'bottom' | 'right' }) | undefined;
}

interface LegendWant {
  readonly show: boolean;
  readonly placement: 'bottom' | 'right';
  readonly table: boolean;
  readonly names: readonly string[];
  /** Texts behind each name. */
  readonly values: number;
}

const ROW_PX = 20;
const GAP_PX = 12;
const VALUE_PX = 64;
const MIN_SIDE_WIDTH = 260;
const MIN_HEIGHT = 110;

export function splitLegend(size: Size, { show, placement, table, names, values }: LegendWant): LegendSplit {
  const { width, height } = size;
  if (!show || names.length === 0 || (height < MIN_HEIGHT && width < 2 * MIN_SIDE_WIDTH)) {
    return { drawing: size, legend: undefined };
  }
  const widths = names.slice(0, 100).map((name) => axisTextWidth(name.slice(0, 60)) * 1.1 + 30 + values * VALUE_PX);
  if (placement === 'right' && width >= MIN_SIDE_WIDTH) {
    const legendPx = Math.round(Math.min(width * 0.6, Math.max(...widths)));
    return {
      drawing: { width: width - legendPx - GAP_PX, height },
      legend: { placement: 'right', width: legendPx, height },
    };
  }
  const perRow = Math.max(1, Math.floor(width / Math.max(...widths)));
  const rows = table ? names.length + (values > 0 ? 1 : 0) : Math.ceil(names.length / perRow);
  const legendPx = Math.min(rows * ROW_PX, Math.max(ROW_PX, height * 0.35));
  return {
    drawing: { width, height: height - legendPx - 6 },
    legend: { placement: 'bottom', width, height: legendPx },
  };
}
