import { formatDetector } from '../pii/format-detector.ts';

/** Cells that hold what pii/ recognises as `pii.ssn`. */
export const piiSsn = formatDetector('pii.ssn');
