import { formatDetector } from '../pii/format-detector.ts';

/** Cells that hold what pii/ recognises as `pii.phone`. */
export const piiPhone = formatDetector('pii.phone');
