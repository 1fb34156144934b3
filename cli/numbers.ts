const missing = '–';

/** A metric with three decimals; a dash when it is undefined. */
export function metricText(value: number | null, decimals = 3): string {
  return value === null ? missing : value.toFixed(decimals);
}

/** A whole number with thousands separators: 45,211. */
export function countText(value: number): string {
  return value.toLocaleString('en-US');
}

/** A share in per cent: 30 %, 10.6 %, 0.05 %, <0.01 %. */
export function shareText(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (percent < 0.01) return '<0.01 %';
  const decimals = percent < 1 ? 2 : percent < 99.95 ? 1 : 0;
  return `${Number(percent.toFixed(decimals))} %`;
}

/** A time in words: 340 ms, 1.2 s, 2 min 5 s. */
export function durationText(elapsedMs: number): string {
  if (elapsedMs < 1000) return `${Math.round(elapsedMs)} ms`;
  if (elapsedMs < 60_000) return `${(elapsedMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(elapsedMs / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A size in decimal units: 912 bytes, 41.3 kB, 2.1 MB. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
