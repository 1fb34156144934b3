import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, headline, openApp } from './ui-app.ts';

let app: App;

beforeAll(async () => {
  app = await openApp({ width: 1920, height: 900 });
  await load(0);
  await load(1);
  await app.page.reload();
});

afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});

/** Loads a table whose columns have names that are hard to show: none, hostile ones, and one twice. */
async function load(version: number): Promise<void> {
  const rows = Array.from({ length: 120 }, (_, i) =>
    [1, i % 7, i % 5 === 0 ? '' : i + version, `v${i % 3}`, i % 11, (i * 3) % 13, i % 2 ? 'y' : 'n'].join(),
  );
  const path = join(app.directory, 'names.csv');
  writeFileSync(path, `,__proto__,"""; drop",🙂,same,same,label\n${rows.join('\n')}\n`);
  const { client } = app.engine;
  const { job } = await client.dataset.load({ path });
  for await (const event of await client.job.watch({ job })) {
    if (event.kind === 'state') expect(event.job.error).toBeNull();
  }
}

async function axeFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

describe('columns without a name, with a hostile one, or with the same', () => {
  test('stand in the grid, each with a name to read and a chart in words', async () => {
    const { page } = app;
    await page.getByRole('link', { name: /^Data/ }).first().click();
    await headline(page, /120 rows, 7 columns, read whole in .*(problem|evaluation)/);
    for (const name of ['(no name)', '__proto__', '"; drop', '🙂', 'same', 'same (2)']) {
      await page.getByRole('button', { name, exact: true }).waitFor();
    }
    await page.getByRole('img', { name: /^🙂: 3 distinct values; most frequent “v0” in 40 rows/ }).waitFor();
    await page.getByRole('button', { name: 'Sort by (no name)' }).waitFor();
    for (const name of ['(no name)', '__proto__']) {
      await page.getByRole('button', { name, exact: true }).click();
      const inspector = page.getByRole('complementary', { name, exact: true });
      await inspector.getByRole('table', { name: /^Share of/ }).waitFor();
      expect(await inspector.getByRole('alert').count()).toBe(0);
      await page.keyboard.press('Escape');
    }
    expect(await axeFindings()).toEqual([]);
  });

  test('the histogram of a column is told in words and as a table', async () => {
    const { page } = app;
    await page.getByRole('button', { name: '"; drop', exact: true }).click();
    const inspector = page.getByRole('complementary', { name: '"; drop' });
    await inspector.getByText(/^96 values in \d+ bins from .*; the fullest, .*, holds \d+\.$/).waitFor();
    await inspector.getByRole('button', { name: 'Table' }).click();
    await inspector.getByRole('table', { name: 'Bins of "; drop' }).waitFor();
    await inspector.getByText('96 distinct values, each in one row.').waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('narrow the list of issues', async () => {
    const { page } = app;
    await page.getByRole('link', { name: /^Issues/ }).click();
    await headline(page, /evaluation wrong/);
    const articles = page.getByRole('article');
    const all = await articles.count();
    await page.getByRole('combobox', { name: 'Column', exact: true }).click();
    await page.getByRole('option', { name: '(no name)' }).click();
    await expect.poll(() => articles.count()).toBeLessThan(all);
    await expect.poll(() => articles.count()).toBeGreaterThan(0);
    await page.getByRole('combobox', { name: 'Column', exact: true }).click();
    await page.getByRole('option', { name: 'every column' }).click();
    await expect.poll(() => articles.count()).toBe(all);
    await page.getByText('Associations: which columns go together').click();
    await page.getByRole('region', { name: 'Matrix of associations' }).waitFor();
    await page.getByText('Missing cells: which columns are missing together').click();
    await page.getByRole('table', { name: 'Patterns of missing cells' }).waitFor();
    await page.getByRole('combobox', { name: 'Column to predict' }).click();
    await page.getByRole('option', { name: /^\(no name\)/ }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('can be what rows of two versions are matched by', async () => {
    const { page } = app;
    await page.getByRole('link', { name: 'Versions' }).click();
    await page.getByRole('table', { name: 'Columns by how much they changed' }).waitFor();
    await page.getByRole('combobox', { name: 'Rows matched by' }).click();
    for (const name of ['(no name)', '__proto__', 'same']) {
      await page.getByRole('option', { name, exact: true }).waitFor();
    }
    await page.keyboard.press('Escape');
  });

  test('the other pages open as well', async () => {
    const { page } = app;
    for (const name of ['Split', 'Train', 'Relations']) {
      await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
  });
});

test('text typed into a contract is not lost with Escape or a click beside it', async () => {
  const { page } = app;
  await page.getByRole('link', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'Learn a contract' }).click();
  const text = page.getByRole('textbox', { name: 'Contract' });
  await expect.poll(() => text.inputValue()).toContain('name: __proto__');
  await text.fill(`${await text.inputValue()}# mine\n`);
  const asking = page.getByRole('dialog', { name: 'Close without keeping the contract?' });
  await page.keyboard.press('Escape');
  await asking.waitFor();
  expect(await axeFindings()).toEqual([]);
  await page.keyboard.press('Escape');
  await asking.waitFor({ state: 'detached' });
  expect(await text.inputValue()).toContain('# mine');
  await page.mouse.click(4, 450);
  await asking.getByRole('button', { name: 'Keep' }).click();
  await asking.waitFor({ state: 'detached' });
  expect(await text.inputValue()).toContain('# mine');
  await page.keyboard.press('Escape');
  await asking.getByRole('button', { name: 'Discard' }).click();
  await text.waitFor({ state: 'detached' });
});
