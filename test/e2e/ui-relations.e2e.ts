import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobId } from '../../core/contract/ids.ts';
import { type App, headline, openApp, sample } from './ui-app.ts';

let app: App;

beforeAll(async () => {
  app = await openApp({ theme: 'dark', width: 1024, height: 700 });
});

afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});

async function finish(started: Promise<{ job: JobId }>): Promise<void> {
  const { job } = await started;
  for await (const event of await app.engine.client.job.watch({ job })) {
    if (event.kind === 'state' && event.job.status !== 'running') return;
  }
}

/** Loads rows as a dataset of this name, as if they had been loaded before the page was opened. */
async function load(name: string, header: string, count: number, row: (i: number) => string): Promise<void> {
  const path = join(app.directory, `${name}.csv`);
  writeFileSync(path, `${header}\n${Array.from({ length: count }, (_, i) => row(i)).join('\n')}\n`);
  await finish(app.engine.client.dataset.load({ path }));
}

async function axeFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('the Relations page', () => {
  test('it says what to do while there are fewer than two datasets', async () => {
    const { page } = app;
    await page.getByRole('link', { name: 'Relations' }).click();
    await headline(page, /no datasets to relate yet/);
    await page.getByRole('button', { name: 'Open a file' }).waitFor();
    expect(await axeFindings()).toEqual([]);
  });

  test('its headline tells which dataset refers to which, and what is wrong with it', async () => {
    const { page } = app;
    await load('customers', 'id,city', 50, (i) => `${i + 1},town ${i % 7}`);
    await load('orders', 'order_id,customer_id,late', 400, (i) =>
      [i + 1, i % 80 === 79 ? 900 : (i % 50) + 1, i % 3 === 0 ? 'yes' : 'no'].join(),
    );
    await page.reload();
    await headline(
      page,
      /^orders refers to customers; 5 rows of orders have no match in customers, and joining doubles no row\.$/,
    );
  });

  test('the graph and the table say the same', async () => {
    const { page } = app;
    const edge = page.getByLabel(/^orders\.customer_id refers to customers\.id, n:1 · 5 unmatched$/);
    await edge.waitFor({ state: 'attached' });
    const row = page.getByRole('row', { name: /orders\.customer_id customers\.id n:1/ });
    expect(await row.getByRole('cell').nth(4).textContent()).toBe('5');
    expect(await axeFindings()).toEqual([]);
  });

  test('an edge that is chosen with the keyboard shows its figures and the rows without a match', async () => {
    const { page } = app;
    await page.getByLabel(/^orders\.customer_id refers to/).focus();
    await page.keyboard.press('Enter');
    const inspector = page.getByRole('complementary', { name: 'orders refers to customers' });
    await inspector.getByText('relation.orphan').waitFor();
    await expect.poll(() => inspector.getByRole('row').count()).toBe(6);
    expect(await inspector.getByRole('columnheader').nth(1).textContent()).toBe('customer_id');
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    await inspector.waitFor({ state: 'detached' });
  });

  test('a join is counted before it is made, and asks before it multiplies rows', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Join orders with customers' }).click();
    await page.getByRole('button', { name: 'Make 400 joined rows a dataset' }).waitFor();
    await page.getByText(/No added column gives late away: 400 joined rows examined, all of them/).waitFor();
    await page.getByText('Inner', { exact: true }).click();
    await page.getByRole('button', { name: 'Make 395 joined rows a dataset' }).waitFor();
    await page.getByRole('combobox', { name: 'Left dataset' }).click();
    await page.getByRole('option', { name: 'customers v1' }).click();
    await page.getByText(/Joining orders to customers multiplies 50 rows/).waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.getByRole('button', { name: 'Make 395 joined rows a dataset' }).click();
    const dialog = page.getByRole('dialog', { name: 'This join multiplies rows' });
    await dialog.getByText(/50 rows become 395/).waitFor();
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('the join becomes a dataset, which is shown', async () => {
    const { page } = app;
    await page.getByRole('combobox', { name: 'Left dataset' }).click();
    await page.getByRole('option', { name: 'orders v1' }).click();
    await page.getByText('Left', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Name of the result' }).fill('orders with city');
    await page.getByRole('button', { name: 'Make 400 joined rows a dataset' }).click();
    await page.getByRole('button', { name: /^Dataset orders with city v1/ }).waitFor();
    const [made] = await app.engine.client.dataset.list({});
    expect(made?.columns.map(({ name }) => name)).toEqual(['order_id', 'customer_id', 'late', 'city']);
    await page.getByRole('link', { name: 'Relations' }).click();
    await headline(page, /^orders refers to customers/);
  });
});

describe('the checks of the Split page', () => {
  test('patients on both sides are the headline, and keeping one row of each takes it away', async () => {
    const { page } = app;
    await finish(app.engine.client.dataset.load({ path: sample('breast_cancer_wisconsin_original.csv') }));
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.getByRole('link', { name: 'Split' }).click();
    await headline(page, /^\d+ values of Id are on both sides of this split\.$/);
    const issue = page.getByRole('article').filter({ hasText: 'split.group-overlap' });
    await issue.getByRole('button', { name: 'Show rows' }).click();
    const inspector = page.getByRole('complementary', { name: /both sides of this split/ });
    await expect.poll(() => inspector.getByRole('row').count()).toBeGreaterThan(5);
    expect(await axeFindings()).toEqual([]);
    // Of the inspector, which comes back with the checks when these begin again because the proposal changed.
    await inspector.press('Escape');
    await issue.getByRole('button', { name: 'Keep the first row of each Id' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keep the first row of each Id' });
    await dialog
      .getByText(/54 rows/)
      .first()
      .waitFor();
    await dialog.getByRole('button', { name: 'Change the recipe' }).click();
    await headline(page, /rows to learn from/);
    await page.getByText('Nothing stands on both sides').waitFor();
    expect(await axeFindings()).toEqual([]);
  });
});
