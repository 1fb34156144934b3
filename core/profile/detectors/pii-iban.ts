import { formatDetector } from '../pii/format-detector.ts';

/** Cells that hold what pii/ recognises as `pii.iban`. */
export const piiIban = formatDetector('pii.iban');
