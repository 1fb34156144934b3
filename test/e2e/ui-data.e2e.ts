import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, chooseFile, headline, loadSample, openApp, sample } from './ui-app.ts';

let app: App;

beforeAll(async () => {
  app = await openApp();
});

afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});

describe('the Data page', () => {
  test('an empty project offers a file and samples with what they teach', async () => {
    await headline(app.page, /Nothing is loaded yet/);
    const samples = app.page.getByRole('listitem').filter({ hasText: 'target' });
    await expect.poll(() => samples.count()).toBeGreaterThan(5);
    expect(await samples.first().textContent()).toContain('1,000 rows');
    expect(await axeFindings()).toEqual([]);
  });

  test('a file is looked at before it is loaded, and its options can be changed', async () => {
    const { page } = app;
    await chooseFile(page, sample('penguins.csv'));
    await headline(page, /penguins\.csv would be read as 7 columns/);
    expect(await axeFindings()).toEqual([]);
    await page.getByRole('combobox', { name: 'Delimiter' }).click();
    await page.getByRole('option', { name: 'semicolon' }).click();
    await headline(page, /would be read as 1 column\.|cannot be read/);
    await page.getByRole('combobox', { name: 'Delimiter' }).click();
    await page.getByRole('option', { name: /as found/ }).click();
    await headline(page, /would be read as 7 columns/);
  });

  test('it loads whole, and the headline says what it is', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Load all rows' }).click();
    await headline(page, /344 rows, 7 columns, read whole in .*(problem|evaluation)/);
    expect(await page.getByRole('table', { name: 'Rows of penguins' }).getAttribute('aria-rowcount')).toBe(
      '345',
    );
    expect(await axeFindings()).toEqual([]);
  });

  test('missing cells are an empty mark, never a word', async () => {
    const { page } = app;
    await page
      .getByRole('spinbutton', { name: 'Go to row' })
      .or(page.getByLabel('Go to row'))
      .first()
      .fill('4');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'missing' }).first().waitFor();
    const text = await page.getByRole('table', { name: 'Rows of penguins' }).textContent();
    expect(text).not.toMatch(/null|undefined/);
  });

  test('sorting by a column puts its least value on top, then its greatest', async () => {
    const { page } = app;
    const sort = page.getByRole('button', { name: 'Sort by Body Mass (g)' });
    await sort.click();
    const cell = page.getByRole('row').nth(1);
    await expect.poll(() => cell.textContent()).toContain('2700');
    await sort.click();
    await expect.poll(() => cell.textContent()).toContain('6300');
    await sort.click();
    await expect.poll(() => cell.textContent()).toContain('Torgersen');
  });

  test('a row far down is reached by its number', async () => {
    const { page } = app;
    await page.getByLabel('Go to row').fill('340');
    await page.keyboard.press('Enter');
    await page.getByRole('rowheader', { name: '340', exact: true }).waitFor();
  });

  test('rows are found by a text and by a column, sorted too, and all come back', async () => {
    const { page } = app;
    const status = page.getByRole('status').filter({ hasText: 'rows' });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('GENTOO');
    await expect.poll(() => status.textContent()).toBe('124 of 344 rows fit');
    await page.getByRole('button', { name: 'Sort by Body Mass (g)' }).click();
    await expect.poll(() => page.getByRole('row').nth(1).textContent()).toContain('3950');
    await page.getByRole('button', { name: 'Filter by Body Mass (g)' }).click();
    await page.getByRole('textbox', { name: 'From', exact: true }).fill('5800');
    await expect.poll(() => status.textContent()).toBe('11 of 344 rows fit');
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Take away: Body Mass (g) from 5,800' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('no such bird');
    await page.getByText('No rows match').waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await expect.poll(() => status.count()).toBe(0);
    await page.getByRole('button', { name: /^by Body Mass/ }).click();
    await expect.poll(() => page.getByRole('row').nth(1).textContent()).toContain('Torgersen');
  });

  test('the inspector tells of a column and closes on Escape', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Species', exact: true }).click();
    const inspector = page.getByRole('complementary', { name: 'Species' });
    await inspector.getByText('Adelie').first().waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    await inspector.waitFor({ state: 'detached' });
  });

  test('dropping a column from the features can be undone and redone by keyboard', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Island', exact: true }).click();
    const inspector = page.getByRole('complementary', { name: 'Island' });
    const isDropped = await inspector.getByRole('button', { name: 'Use as a feature' }).isVisible();
    const [first, second] = isDropped
      ? ['Use as a feature', 'Drop from the features']
      : ['Drop from the features', 'Use as a feature'];
    await inspector.getByRole('button', { name: first }).click();
    await inspector.getByRole('button', { name: second }).waitFor();
    await page.keyboard.press('Control+z');
    await inspector.getByRole('button', { name: first }).waitFor();
    await page.keyboard.press('Control+Shift+z');
    await inspector.getByRole('button', { name: second }).waitFor();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Escape');
  });

  test('a file dropped on the window is looked at, and a broken one says why in words, once', async () => {
    const { page } = app;
    const dropped = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['a,b\\n1,2\\n3,4,5\\n'], 'ragged.csv', { type: 'text/csv' }));
      return transfer;
    })()`);
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: dropped });
    await page.getByText('Drop a CSV or Parquet file').waitFor();
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
    await expect.poll(() => page.getByRole('alert').count(), { timeout: 15_000 }).toBe(1);
    expect(await page.getByRole('alert').textContent()).toMatch(/ragged\.csv|line 3|row/);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await headline(page, /Add a dataset|344 rows/);
  });

  test('a second dataset becomes the current one, and the bar switches back', async () => {
    const { page } = app;
    const back = page.getByRole('button', { name: 'Back to the data' });
    if (!(await back.isVisible())) await page.getByRole('button', { name: 'Add dataset' }).click();
    await loadSample(page, 'German credit');
    await headline(page, /1,000 rows, 21 columns/);
    await page.getByRole('button', { name: /^Dataset/ }).click();
    await page.getByRole('menuitem', { name: /penguins/ }).click();
    await headline(page, /344 rows, 7 columns/);
  });

  test('every action is reached through the palette', async () => {
    const { page } = app;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or run a command' }).fill('theme dark');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or run a command' }).fill('go issues');
    await page.keyboard.press('Enter');
    await headline(page, /evaluation/);
  });

  test('removing a version says what is lost, and asks first', async () => {
    const { page } = app;
    await page.getByRole('link', { name: /^Data/ }).click();
    await page.getByRole('button', { name: 'More for this version' }).click();
    await page.getByRole('menuitem', { name: 'Remove this version' }).click();
    const dialog = page.getByRole('dialog', { name: /Remove penguins v1/ });
    expect(await dialog.textContent()).toContain('344 rows');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await headline(page, /1,000 rows/);
  });
});

async function axeFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
