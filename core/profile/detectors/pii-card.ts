import { formatDetector } from '../pii/format-detector.ts';

/** Cells that hold what pii/ recognises as `pii.card`. */
export const piiCard = formatDetector('pii.card');
