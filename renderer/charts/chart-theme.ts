import { useSyncExternalStore } from 'react';

/** The design tokens as plain colours, for what cannot read CSS variables. */
export interface ChartTheme {
  readonly font: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly surface: string;
  readonly accent: string;
  /** The colour of a token, e.g. "run-1". */
  color(token: string): string;
}

let current: ChartTheme | null = null;
const listeners = new Set<() => void>();
let observer: MutationObserver | null = null;

/** The tokens of the theme in force; changes when the theme is switched. */
export function useChartTheme(): ChartTheme {
  return useSyncExternalStore(subscribe, () => {
    current ??= readTheme();
    return current;
  });
}

/** `#rrggbb` with an opacity from 0 to 1. */
export function withOpacity(hex: string, opacity: number): string {
  const value = Number.parseInt(hex.slice(1), 16);
  return `rgba(${(value >> 16) & 255}, ${(value >> 8) & 255}, ${value & 255}, ${opacity})`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  observer ??= watchTheme();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = null;
    current = null;
  };
}

function watchTheme(): MutationObserver {
  const watcher = new MutationObserver(() => {
    current = readTheme();
    for (const listener of listeners) listener();
  });
  watcher.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-mantine-color-scheme', 'class'],
  });
  return watcher;
}

function readTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const color = (token: string) => style.getPropertyValue(`--${token}`).trim() || '#808080';
  const cache = new Map<string, string>();
  for (const token of ['run-1', 'run-2', 'run-3', 'run-4', 'run-5', 'run-6', 'run-base', 'accent']) {
    cache.set(token, color(token));
  }
  return {
    font: style.getPropertyValue('--font').trim() || 'system-ui, sans-serif',
    ink: color('ink'),
    ink2: color('ink-2'),
    ink3: color('ink-3'),
    line: color('line'),
    lineStrong: color('line-strong'),
    surface: color('surface'),
    accent: color('accent'),
    color: (token) => cache.get(token) ?? '#808080',
  };
}
