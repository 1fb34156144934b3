import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, headline, openApp, sample } from './ui-app.ts';

let app: App;
const folder = mkdtempSync(join(tmpdir(), 'assay-versions-'));

beforeAll(async () => {
  app = await openApp();
  await load(penguins());
  await app.page.reload();
});

afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The penguins with a tag of their own; from the second year on with some changes. */
function penguins({ isSecondYear = false } = {}): string {
  const [head = '', ...rows] = readFileSync(sample('penguins.csv'), 'utf8').trimEnd().split('\n');
  const tagged = rows.map((row, i) => `T${1000 + i},${row}`);
  if (!isSecondYear) return [`tag,${head}`, ...tagged].join('\n');
  const later = tagged
    .slice(4)
    .map((row, i) => (i % 100 === 0 ? row.replace(/,(\d{2}\.\d),/, ',99.5,') : row))
    .map((row) => row.replace('Biscoe', 'Dream'));
  return [`tag,${head},year`, ...later.map((row) => `${row},2008`)].join('\n');
}

async function load(text: string): Promise<void> {
  const path = join(folder, 'birds.csv');
  writeFileSync(path, `${text}\n`);
  const { client } = app.engine;
  const { job } = await client.dataset.load({ path });
  for await (const event of await client.job.watch({ job })) {
    if (event.kind === 'state') expect(event.job.error).toBeNull();
  }
}

async function openVersions(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Versions' }).click();
}

describe('the Versions page', () => {
  test('with one version it says what will stand here and offers the next file', async () => {
    const { page } = app;
    await openVersions(page);
    await headline(page, /birds has one version so far/);
    await page.getByRole('button', { name: 'Load a later file' }).waitFor();
    await page.getByText('No contract yet').waitFor();
    expect(await axeFindings()).toEqual([]);
  });

  test('a contract is learned, shown as text, refused with its line when wrong, and kept', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Learn a contract' }).click();
    const text = page.getByRole('textbox', { name: 'Contract' });
    await expect.poll(() => text.inputValue()).toContain('name: Body Mass (g)');
    const learned = await text.inputValue();
    await text.fill(learned.replace('rows:', 'rosw:'));
    await page.getByRole('button', { name: 'Keep this contract' }).click();
    await page.getByRole('alert').filter({ hasText: 'did you mean "rows"?' }).waitFor();
    expect(await axeFindings()).toEqual([]);
    await text.fill(learned);
    await page.getByRole('button', { name: 'Keep this contract' }).click();
    await page.getByText(/The contract holds: all \d+ rules are kept/).waitFor();
    await page.getByRole('table', { name: 'Versions' }).getByText('holds').waitFor();
  });

  test('two versions are compared: the headline is the verdict, the rows its evidence', async () => {
    const { page } = app;
    await load(penguins({ isSecondYear: true }));
    await page.reload();
    await headline(page, /One column is new, 4 rows are gone and \d+ rows changed; Island drifted\./);
    const changed = page.getByRole('region', { name: 'Changed rows' });
    await changed.getByRole('cell', { name: '99.5', exact: true }).first().waitFor();
    expect(await axeFindings()).toEqual([]);
    await page
      .locator('label')
      .filter({ hasText: /^Gone$/ })
      .click();
    await page.getByRole('region', { name: 'Gone rows' }).getByText('T1003').waitFor();
  });

  test('a column that drifted tells its figures in the inspector', async () => {
    const { page } = app;
    const table = page.getByRole('table', { name: 'Columns by how much they changed' });
    await table.getByRole('row', { name: /^Island/ }).click();
    const inspector = page.getByRole('complementary', { name: 'Island' });
    await inspector.getByText(/Jensen-Shannon distance/).waitFor();
    await inspector.getByRole('row', { name: /Biscoe/ }).waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    await inspector.waitFor({ state: 'detached' });
  });

  test('the new version was held against the contract, and shows the rows that break it', async () => {
    const { page } = app;
    await page.getByText(/The contract is broken: \d+ of \d+ rules fail/).waitFor();
    const rules = page.getByRole('table', { name: 'Rules' });
    await rules.getByRole('row', { name: /fail Beak Length/ }).click();
    const inspector = page.getByRole('complementary', { name: 'Beak Length (mm): range' });
    await inspector.getByRole('cell', { name: '99.5' }).first().waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('a relation to a dataset that is not there is shown as not checked, with what to do', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'View or edit' }).click();
    const text = page.getByRole('textbox', { name: 'Contract' });
    const relation = 'relations:\n  - { columns: [tag], dataset: rings, to: [code], inclusion: 1 }\n';
    await text.fill(`${await text.inputValue()}${relation}`);
    await page.getByRole('button', { name: 'Keep this contract' }).click();
    await page.getByText(/rules fail.*; 1 could not be checked/).waitFor();
    const rules = page.getByRole('table', { name: 'Rules' });
    await rules.getByRole('row', { name: /not checked tag/ }).click();
    const inspector = page.getByRole('complementary', { name: 'tag: inclusion' });
    await inspector.getByText(/Load that dataset under this name/).waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('notes are saved as they are typed', async () => {
    const { page } = app;
    const open = () => page.getByRole('table', { name: 'Versions' }).getByRole('row', { name: /v2/ }).click();
    await open();
    await page.getByLabel('Licence').fill('CC0');
    await page.getByLabel('Keep until').fill('2020-01-31');
    await page.getByText('This day has passed').waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    await open();
    await expect.poll(() => page.getByLabel('Licence').inputValue()).toBe('CC0');
    await page.keyboard.press('Escape');
  });

  test('it has no findings in the dark either', async () => {
    await app.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await axeFindings()).toEqual([]);
    await app.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  });
});

test('the Issues page hands out the report as one page', async () => {
  const { page } = app;
  await page.getByRole('link', { name: /^Issues/ }).click();
  const button = page.getByRole('button', { name: 'Report', exact: true });
  await button.waitFor({ timeout: 120_000 });
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), button.click()]);
  expect(download.suggestedFilename()).toBe('birds-v2-report.html');
  const report = await app.context.newPage();
  const requests: string[] = [];
  report.on('request', (request) => requests.push(request.url()));
  const path = join(folder, 'report.html');
  await download.saveAs(path);
  await report.goto(`file://${path}`);
  await report.getByRole('heading', { level: 1, name: /birds/ }).waitFor();
  expect(requests).toEqual([`file://${path}`]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await report.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: report }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
  }
  await report.close();
});

async function axeFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
