import { formatDetector } from '../pii/format-detector.ts';

/** Cells that hold what pii/ recognises as `pii.email`. */
export const piiEmail = formatDetector('pii.email');
