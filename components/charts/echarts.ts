/** The parts of ECharts that charts use, registered once. Import ECharts from here only. */
import { BarChart, GaugeChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { graphic, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([LineChart, BarChart, GaugeChart, GridComponent, CanvasRenderer]);

export { graphic, init };

/**
 * A flat column `[x, y, x, y, …]` as series data. ECharts reads typed arrays (given `dimensions`) without making an
 * object per point; only its types leave them out, hence the cast.
 */
export function flatData(column: Float64Array): number[] {
  return column as unknown as number[];
}
