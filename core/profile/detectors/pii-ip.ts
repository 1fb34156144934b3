import { formatDetector } from '../pii/format-detector.ts';

/** Cells that hold what pii/ recognises as `pii.ip`. */
export const piiIp = formatDetector('pii.ip');
