import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, chooseFile, headline, openApp } from './ui-app.ts';

let app: App;

beforeAll(async () => {
  app = await openApp();
});

afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});

function written(name: string, content: string | Uint8Array): string {
  const path = join(app.directory, name);
  writeFileSync(path, content);
  return path;
}

async function pick(label: string, option: string | RegExp): Promise<void> {
  await app.page.getByRole('combobox', { name: label }).click();
  await app.page.getByRole('option', { name: option }).click();
}

async function axeFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  return violations.map(({ id }) => id);
}

describe('a file that is no plain CSV', () => {
  test('of several sheets shows them, and the one that is chosen is read', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['a', 'b'],
        [1, 'x'],
      ]),
      'first',
    );
    utils.book_append_sheet(book, utils.aoa_to_sheet([['c'], [1], [2]]), 'second');
    const bytes = new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }));
    await chooseFile(app.page, written('sheets.xlsx', bytes));
    await headline(app.page, /sheets\.xlsx would be read as 2 columns/);
    await pick('Sheet', 'second');
    await headline(app.page, /sheets\.xlsx would be read as 1 column\./);
    expect(await axeFindings()).toEqual([]);
    await app.page.getByRole('button', { name: 'Cancel' }).click();
  });

  test('with rows that cannot be read says so; set aside, they are counted and shown', async () => {
    const { page } = app;
    const rows = Array.from({ length: 60 }, (_, i) => `${i},${i % 2 ? 'yes' : 'no'}`);
    await chooseFile(page, written('ragged.csv', `n,y\n${rows.join('\n')}\n61\n=1,2,3\n`));
    await headline(page, /ragged\.csv cannot be read like this/);
    await page.getByText('has 1 columns on line 62').waitFor();
    await pick('Rows that cannot be read', 'set them aside');
    await headline(page, /ragged\.csv would be read as 2 columns/);
    await page.getByText('2 rows cannot be read and would be set aside').waitFor();
    await page.getByRole('button', { name: 'Load all rows' }).click();
    await headline(page, /60 rows, 2 columns/);
    await page.getByText('2 rows of the file could not be read and were set aside.').waitFor();
    await page.getByRole('button', { name: 'See the rows' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('has 3 columns where 2 are expected').waitFor();
    await dialog.getByText('=1,2,3').waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('of wrapped records says which key was read, and a type that some cells misfit sets these rows aside', async () => {
    const { page } = app;
    const people = Array.from({ length: 40 }, (_, i) => ({
      age: i === 7 ? 'n/a' : String(20 + i),
      ok: i % 2 === 0,
    }));
    const path = written('people.json', JSON.stringify({ pages: 1, people, notes: [['t'], ['x']] }));
    await page.getByRole('button', { name: 'Add dataset' }).click();
    await page.getByRole('textbox', { name: 'Path of a file or folder' }).fill(path);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await headline(page, /people\.json would be read as 2 columns/);
    await page.getByText('The rows are those under the key "people"; there are also "notes".').waitFor();
    await pick('Type of age', 'integer');
    await page.getByText('a cell that is not a whole number, at line 1 ("n/a")').waitFor();
    await pick('Rows that cannot be read', 'set them aside');
    await page.getByText('1 row cannot be read and would be set aside').waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.getByRole('button', { name: 'Load all rows' }).click();
    await headline(page, /39 rows, 2 columns/);
    await page.getByRole('button', { name: 'See the row' }).click();
    await page
      .getByRole('dialog')
      .getByText('has "n/a" in column "age", which is not a whole number')
      .waitFor();
    await page.keyboard.press('Escape');
  });

  test('a folder is named by its path and read as one dataset', async () => {
    const { page } = app;
    const folder = join(app.directory, 'parts');
    mkdirSync(folder);
    for (const i of [1, 2]) writeFileSync(join(folder, `${i}.csv`), `n,t\n${i},x\n`);
    await page.getByRole('button', { name: 'Add dataset' }).click();
    await page.getByRole('textbox', { name: 'Path of a file or folder' }).fill(folder);
    expect(await axeFindings()).toEqual([]);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await headline(page, /parts would be read as 2 columns/);
    await page.getByRole('button', { name: 'Load all rows' }).click();
    await headline(page, /2 rows, 2 columns/);
  });
});
