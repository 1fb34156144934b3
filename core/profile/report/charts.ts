const width = 240;
const height = 56;

/** A histogram as inline SVG: one path, a gap between bars, no script and no style of its own. */
export function histogramSvg({ counts, label }: { counts: readonly number[]; label: string }): string {
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  const gap = Math.min(1, step / 5);
  const bars = counts.map((count, i) => {
    if (count === 0) return '';
    const tall = Math.max(1, (count / most) * (height - 2));
    return `M${short(i * step)} ${height}V${short(height - tall)}h${short(step - gap)}V${height}z`;
  });
  return `<svg viewBox="0 0 ${width} ${height + 1}" role="img" aria-label="${label}" preserveAspectRatio="none"><path class="bar" d="${bars.join('')}"/><path class="axis" d="M0 ${height + 0.5}H${width}"/></svg>`;
}

/** A share from 0 to 1 as a bar; the figure stands beside it. */
export function shareSvg(share: number, kind: 'bar' | 'bar-warn' = 'bar'): string {
  const wide = short(Math.max(share > 0 ? 0.8 : 0, share * 100));
  return `<svg class="share" viewBox="0 0 100 8" aria-hidden="true" preserveAspectRatio="none"><path class="track" d="M0 0h100v8H0z"/><path class="${kind}" d="M0 0h${wide}v8H0z"/></svg>`;
}

const cellSize = 12;
const levels = 8;

/** Strengths from 0 to 1 of a square matrix as a heat map; null is left blank. The signs of numbers are dropped. */
export function matrixSvg(options: {
  strengths: readonly (number | null)[];
  size: number;
  label: string;
}): string {
  const { strengths, size, label } = options;
  const paths = Array.from({ length: levels }, () => '');
  strengths.forEach((strength, at) => {
    const level = strength === null ? 0 : Math.min(levels, Math.round(Math.abs(strength) * levels));
    if (level === 0) return;
    const [x, y] = [(at % size) * cellSize, Math.floor(at / size) * cellSize];
    paths[level - 1] += `M${x} ${y}h${cellSize - 1}v${cellSize - 1}h-${cellSize - 1}z`;
  });
  const side = size * cellSize;
  const drawn = paths.map((path, i) => (path ? `<path class="heat-${i + 1}" d="${path}"/>` : ''));
  return `<svg class="matrix" width="${Math.min(420, side * 2)}" height="${Math.min(420, side * 2)}" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}"><path class="track" d="M0 0h${side}v${side}H0z"/>${drawn.join('')}</svg>`;
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}
