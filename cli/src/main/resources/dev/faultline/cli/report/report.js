// Reads out, under every chart's heading, what lies under the pointer. The page is whole without.
const charts = [...document.querySelectorAll('figure[data-readings]')].map(figure => ({
  readings: figure.dataset.readings.split('|'),
  output: figure.querySelector('output'),
  cursor: figure.querySelector('.cursor'),
  drawing: figure.querySelector('.plot > svg')
}));
const show = share => charts.forEach(chart => {
  const inside = share >= 0 ? 1 > share : false;
  chart.output.value = inside ? chart.readings[Math.floor(share * chart.readings.length)] : '';
  chart.cursor.style.display = inside ? 'inline' : 'none';
  ['x1', 'x2'].forEach(end => chart.cursor.setAttribute(end, share * 100 + '%'));
});
charts.forEach(chart => {
  chart.drawing.addEventListener('pointermove', event => {
    const box = chart.drawing.getBoundingClientRect();
    show((event.clientX - box.left) / box.width);
  });
  chart.drawing.addEventListener('pointerleave', () => show(-1));
});
