import { formatDetector } from '../pii/format-detector.ts';

/** Cells that hold what pii/ recognises as `pii.national-id`. */
export const piiNationalId = formatDetector('pii.national-id');
