import { describe, expect, it } from 'vitest';
import { tableCsv } from '../../renderer/charts/table-csv.ts';
import { toCsv } from '../../renderer/ui/table-text.ts';

const hostile = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\tx', '\rx', '\n=1', '=HYPERLINK("http://x","y")'];

describe('text that a spreadsheet would run as a formula is made harmless', () => {
  it('in tables, names of columns included; numbers stay numbers', () => {
    const csv = toCsv(
      [{ id: 'a', name: '=a', value: (row: string | number) => row }],
      [...hostile, -5, 'a=b'],
    );
    expect(csv).toBe(
      `'=a\r\n'=1+1\r\n'+cmd\r\n'-2+3\r\n'@SUM(A1)\r\n'\tx\r\n"'\rx"\r\n"'\n=1"\r\n"'=HYPERLINK(""http://x"",""y"")"\r\n-5\r\na=b\r\n`,
    );
  });

  it('in the figures of charts', () => {
    const csv = tableCsv({
      columns: [{ label: '@model' }],
      rows: [['=1+1'], [-0.5], [null]],
    });
    expect(csv).toBe("'@model\r\n'=1+1\r\n-0.5\r\n\r\n");
  });
});
