import { formatDetector } from '../pii/format-detector.ts';

/** Cells that hold what pii/ recognises as `pii.mac`. */
export const piiMac = formatDetector('pii.mac');
