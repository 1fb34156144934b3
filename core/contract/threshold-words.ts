import type { ThresholdOverrides } from './profile.ts';

const mostNamed = 8;

/** Which thresholds are set, in a sentence without its full stop; empty where none is. Names in alphabetical order. */
export function thresholdWords(thresholds: ThresholdOverrides | undefined): string {
  const all = Object.entries(thresholds ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (all.length === 0) return '';
  const named = all.slice(0, mostNamed).map(([name, value]) => `${name} ${value}`);
  const rest = all.length > mostNamed ? ` and ${all.length - mostNamed} more` : '';
  const what = all.length === 1 ? '1 threshold differs' : `${all.length} thresholds differ`;
  return `${what} from the default: ${named.join(', ')}${rest}`;
}
