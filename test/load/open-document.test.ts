import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { loadText, typesOf } from '../support/load-text.ts';
import { inspectIn } from '../support/temporary-project.ts';

const namespaces = ['office', 'table', 'text', 'style', 'number', 'calcext']
  .map((prefix) => `xmlns:${prefix}="urn:${prefix}"`)
  .join(' ');

/** An OpenDocument workbook with these tables, as LibreOffice packs and styles it. */
async function workbook(tables: string): Promise<Uint8Array> {
  const zip = new ZipFile();
  const content = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content ${namespaces} office:version="1.3"><office:automatic-styles>
<number:date-style style:name="N36" number:automatic-order="true"><number:day number:style="long"/><number:text>.</number:text><number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/></number:date-style>
<number:date-style style:name="N84"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:date-style>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N36"/>
<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N84"/>
</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;
  zip.addBuffer(Buffer.from('application/vnd.oasis.opendocument.spreadsheet'), 'mimetype', {
    compress: false,
  });
  zip.addBuffer(Buffer.from(content), 'content.xml');
  zip.addBuffer(Buffer.from(`<office:document-styles ${namespaces}/>`), 'styles.xml');
  zip.addBuffer(
    Buffer.from(
      `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:manifest"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    ),
    'META-INF/manifest.xml',
  );
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}

const text = (value: string) =>
  `<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
const number = (value: string, attributes = '') =>
  `<table:table-cell office:value-type="float" office:value="${value}" ${attributes}><text:p>${value}</text:p></table:table-cell>`;
const day = (value: string, style: string) =>
  `<table:table-cell table:style-name="${style}" office:value-type="date" office:date-value="${value}"><text:p>x</text:p></table:table-cell>`;
const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
const table = (name: string, ...rows: string[]) =>
  `<table:table table:name="${name}"><table:table-column table:number-columns-repeated="4"/>${rows.join('')}</table:table>`;
const emptyRest =
  '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';

describe('an OpenDocument workbook', () => {
  it('gives numbers, texts, dates, times, repeated cells and rows, and errors as missing', async () => {
    const bytes = await workbook(
      table('cover', emptyRest) +
        table(
          'data',
          row(text('id'), text('name'), text('day'), text('at'), text('sum')),
          row(
            number('1'),
            text('Ann &amp; B&lt;'),
            day('2024-01-31', 'ce1'),
            day('2024-01-31T12:30:00', 'ce2'),
            `<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>`,
          ),
          `<table:table-row table:number-rows-repeated="2">${number('2', 'table:number-columns-repeated="1"')}${text('x')}<table:table-cell table:number-columns-repeated="2"/>${number('0.5')}<table:table-cell table:number-columns-repeated="16379"/></table:table-row>`,
          emptyRest,
        ),
    );
    const loaded = await loadText(bytes, { fileName: 'a.ods' });
    expect(typesOf(loaded)).toEqual({
      id: 'integer',
      name: 'text',
      day: 'date',
      at: 'timestamp',
      sum: 'number',
    });
    expect(loaded.rows).toEqual([
      [1, 'Ann & B<', '2024-01-31', '2024-01-31T12:30:00', null],
      [2, 'x', null, null, 0.5],
      [2, 'x', null, null, 0.5],
    ]);
    expect(loaded.options).toMatchObject({ format: 'excel', sheet: 'data', header: true });
    const preview = await inspectIn(loaded.project, loaded.sourcePath);
    expect(preview.choices).toEqual({ kind: 'sheet', names: ['cover', 'data'] });
  });

  it('is told by its content, whatever it is called', async () => {
    const bytes = await workbook(table('s', row(text('a')), row(number('1'))));
    expect((await loadText(bytes, { fileName: 'a.bin' })).rows).toEqual([[1]]);
  });
});

describe('a hostile OpenDocument workbook ends in a clear error:', () => {
  const filled = (repeat: string) =>
    `<table:table-row table:number-rows-repeated="1000000">${number('7', repeat)}</table:table-row>`;
  it.each<[string, string, string, string]>([
    [
      'a cell repeated ten thousand million times',
      table('s', filled('table:number-columns-repeated="10000"')),
      'LIMIT_EXCEEDED',
      '20 million cells',
    ],
    [
      'the same with an attribute that hides the others',
      table('s', filled('x=">" table:number-columns-repeated="10000"')),
      'LIMIT_EXCEEDED',
      '20 million cells',
    ],
    [
      'a cell far to the right',
      table('s', row('<table:table-cell table:number-columns-repeated="900000000"/>', number('1'))),
      'LIMIT_EXCEEDED',
      '20 million cells',
    ],
    [
      'a cell far down',
      table('s', '<table:table-row table:number-rows-repeated="4000000000"/>', row(number('1'))),
      'LIMIT_EXCEEDED',
      '20 million cells',
    ],
    [
      '12,000 columns',
      table('s', row(number('1', 'table:number-columns-repeated="12000"')), row(number('1'))),
      'LIMIT_EXCEEDED',
      '12,000 columns',
    ],
    [
      'values without a text',
      table('s', row(text('a')), row('<table:table-cell office:value-type="float" office:value="1"/>')),
      'EXCEL_MALFORMED',
      'save it again',
    ],
    ['no sheet', '', 'TABLE_EMPTY', 'has no sheet'],
  ])('%s', { timeout: 20_000 }, async (_, tables, code, message) => {
    await expect(loadText(await workbook(tables), { fileName: 'a.ods' })).rejects.toMatchObject({
      name: 'CoreError',
      code,
      message: expect.stringContaining(message),
    });
  });

  it('a text called so', async () => {
    await expect(loadText('a,b\n1,2\n', { fileName: 'a.ods' })).rejects.toMatchObject({
      code: 'EXCEL_MALFORMED',
      message: expect.stringContaining('no OpenDocument sheet'),
    });
  });
});
