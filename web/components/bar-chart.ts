import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

/** The part of ECharts that bars need, loaded with the first picture. */
use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export { init };
