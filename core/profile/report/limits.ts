/** How much of a profile a report shows. */
export interface ReportLimits {
  /** Columns with a chart and all figures. */
  readonly details: number;
  /** Columns with a line in the table. */
  readonly lines: number;
  readonly issues: number;
  /** Rows and columns of evidence of one issue. */
  readonly evidenceRows: number;
  readonly evidenceColumns: number;
  /** Values of a column. */
  readonly values: number;
  /** Characters of a value or name, and of a sentence. */
  readonly characters: number;
  readonly sentence: number;
}

/** Greatest size of a report in bytes. */
export const reportBytes = 2_000_000;

/** From ample to narrow; the first whose report is small enough is taken, and the last always is. */
export const reportLimits: readonly ReportLimits[] = [
  {
    details: 150,
    lines: 1000,
    issues: 150,
    evidenceRows: 5,
    evidenceColumns: 6,
    values: 8,
    characters: 60,
    sentence: 900,
  },
  {
    details: 60,
    lines: 500,
    issues: 80,
    evidenceRows: 3,
    evidenceColumns: 4,
    values: 5,
    characters: 50,
    sentence: 500,
  },
  {
    details: 20,
    lines: 200,
    issues: 40,
    evidenceRows: 2,
    evidenceColumns: 3,
    values: 3,
    characters: 30,
    sentence: 300,
  },
];
