import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, chooseFile, headline, openApp } from './ui-app.ts';

let app: App;

const rowCount = 60;
/** In the last row with a character that takes two places in a JavaScript string. */
const longText = `${'word '.repeat(180_000)}𝄞`;

beforeAll(async () => {
  app = await openApp();
  const path = join(app.directory, 'cells.csv');
  const lines = Array.from({ length: rowCount }, (_, i) => {
    const note = i % 3 === 0 ? longText : i % 3 === 1 ? 'some prose '.repeat(40) : 'short';
    return `${i * 10},2024-0${1 + (i % 9)}-1${i % 7},${i < 50 ? 'KA' : 'b'}-${100 + i},${note},${i % 2}`;
  });
  writeFileSync(path, `n,day,plate,note,y\n${lines.join('\n')}\n`);
  await chooseFile(app.page, path);
  await app.page.getByRole('button', { name: 'Load all rows' }).click();
  await headline(app.page, /60 rows, 5 columns, read whole .*(problem|evaluation)/);
});

afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});

describe('the figures of a column', () => {
  test('of numbers tell its tails', async () => {
    const inspector = await inspect('n');
    const table = inspector.getByRole('table', { name: 'Quantiles of n' });
    expect(await table.getByRole('row', { name: /^Percentiles 1 and 99/ }).textContent()).toBe(
      'Percentiles 1 and 995.9584.1',
    );
    expect(await axeFindings()).toEqual([]);
  });

  test('of dates are a histogram and quartiles', async () => {
    const inspector = await inspect('day');
    await inspector
      .getByRole('img', { name: /^Histogram of day: 60 values in \d+ bins from 2024-/ })
      .waitFor();
    await inspector.getByText('Third quartile').waitFor();
    await inspector.getByRole('button', { name: 'Table' }).click();
    await inspector.getByRole('table', { name: 'Bins of day' }).waitFor();
    expect(await axeFindings()).toEqual([]);
  });

  test('of texts are their shapes, with the notation explained', async () => {
    const inspector = await inspect('plate');
    await inspector.getByRole('table', { name: /^Share of/ }).waitFor();
    const table = inspector.getByRole('table', { name: 'Shapes of plate' });
    expect(await table.getByRole('row', { name: /AA-999/ }).textContent()).toContain('5083.3 %');
    await table.getByText('Shape', { exact: true }).hover();
    await app.page
      .getByRole('tooltip')
      .filter({ hasText: /A is a capital, a another letter/ })
      .waitFor();
    expect(await axeFindings()).toEqual([]);
  });
});

describe('a long cell', () => {
  test('is cut in the grid and says how long it is', async () => {
    const { page } = app;
    await page.keyboard.press('Escape');
    const cell = page
      .getByRole('cell')
      .getByRole('button', { name: /900K chars$/ })
      .first();
    expect(await cell.getAttribute('title')).toBe('900,001 characters: show them all');
    expect(((await cell.textContent()) ?? '').length).toBeLessThan(250);
    const titles = await page.locator('[title]').evaluateAll((all) => all.map((each) => each.title.length));
    expect(Math.max(...titles)).toBeLessThanOrEqual(200);
    expect(await axeFindings()).toEqual([]);
  });

  test('is shown whole when it is asked for', async () => {
    const { page } = app;
    await page
      .getByRole('cell')
      .getByRole('button', { name: /900K chars$/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'note, row 1' });
    const whole = dialog.getByRole('textbox', { name: 'note, row 1' });
    expect(await whole.inputValue()).toBe(longText);
    await dialog.getByText('900,001 characters').waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('that has come whole is shown at once', async () => {
    const { page } = app;
    await page
      .getByRole('cell')
      .getByRole('button', { name: /^some prose/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'note, row 2' });
    expect(await dialog.getByRole('textbox').inputValue()).toBe('some prose '.repeat(40));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});

async function inspect(column: string) {
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('button', { name: column, exact: true }).click();
  return app.page.getByRole('complementary', { name: column });
}

async function axeFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
