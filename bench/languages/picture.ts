import { init } from 'echarts'
import { languages } from './apps.ts'
import type { Figure } from './measureLanguages.ts'

/** Pure: the figures as an SVG picture of bars, a group for each figure, on a scale of powers of ten. */
export function drawRatios(figures: readonly Figure[]): string {
  const chart = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: 900,
    height: 80 * figures.length + 100,
  })
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    legend: { top: 10 },
    grid: { left: 180, right: 60, top: 50, bottom: 50 },
    xAxis: { type: 'log', name: 'ratio', min: 0.01 },
    // The first figure is on top, as in the table.
    yAxis: { type: 'category', inverse: true, data: figures.map(({ name }) => name) },
    series: languages.map((language) => ({
      name: language,
      type: 'bar',
      data: figures.map(({ ratios }) => Number(ratios[language].toPrecision(3))),
      label: { show: true, position: 'right' },
    })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return `${svg}\n`
}
