import type { Dash } from 'plotly.js';

/** A dash pattern as plotly takes it; empty is solid. Its types know the named patterns only. */
export function lineDash(pattern: string): Dash {
  return (pattern === '' ? 'solid' : pattern) as Dash;
}
