import type { ThresholdOverrides } from '../../../core/contract/profile.ts';

/** Thresholds as text, one a line: `outlierZ: 8`. */
export function thresholdLines(thresholds: ThresholdOverrides | undefined): string {
  return Object.entries(thresholds ?? {})
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** Thresholds from text, one a line, name and number with a colon or an equals sign between; or the line that is none. */
export function readThresholdLines(
  text: string,
): { thresholds: ThresholdOverrides; wrong: null } | { thresholds: null; wrong: string } {
  const thresholds: Record<string, number> = {};
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const [, name, number = ''] = /^([A-Za-z]\w*)\s*[:=]\s*(\S+)$/.exec(line) ?? [];
    const value = Number(number);
    if (name === undefined || !Number.isFinite(value)) return { thresholds: null, wrong: line };
    thresholds[name] = value;
  }
  return { thresholds, wrong: null };
}
