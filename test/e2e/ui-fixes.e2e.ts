import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, chooseFile, headline, openApp } from './ui-app.ts';

let app: App;

beforeAll(async () => {
  app = await openApp();
  const path = join(app.directory, 'visits.csv');
  const lines = Array.from({ length: 400 }, (_, i) => {
    const y = (i * 7919) % 13 > 8;
    return `P${1000 + Math.floor(i / 4)},${(i * 37) % 101},${y ? 'x' : 'z'},${i % 50 === 0 ? i : ''},${y ? 'yes' : 'no'}`;
  });
  writeFileSync(path, `patient_id,score,leak,gone,y\n${lines.join('\n')}\n`);
  await chooseFile(app.page, path);
  await app.page.getByRole('button', { name: 'Load all rows' }).click();
  await headline(app.page, /read whole .*(problem|evaluation)/);
  await app.page.getByRole('link', { name: /^Issues/ }).click();
  await headline(app.page, /would make your evaluation wrong/);
});

afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});

describe('fixes and thresholds on the Issues page', () => {
  test('splitting by a column says the new split, the rows that change part, and what is not measured', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Split by patient_id' }).click();
    const dialog = page.getByRole('dialog', { name: 'Split by patient_id' });
    await dialog
      .getByText(/would be split by group instead of by lot .*: \d+ of 400 rows change part/)
      .waitFor();
    await dialog.getByText(/What splitting by group does to the score is not measured/).waitFor();
    expect(await axeFindings()).toEqual([]);
    await dialog.getByRole('button', { name: 'Change the recipe and the split' }).click();
    await expect.poll(async () => (await savedSpec())?.split.kind).toBe('group');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await savedSpec())?.split.kind).toBe('stratified');
  });

  test('a fix that the checks of the split offer is previewed there before anything changes', async () => {
    const { page } = app;
    await page.getByRole('link', { name: /^Split/ }).click();
    await page.getByRole('button', { name: 'Split by patient_id' }).click();
    const dialog = page.getByRole('dialog', { name: 'Split by patient_id' });
    await dialog.getByText(/\d+ of 400 rows change part/).waitFor();
    expect((await savedSpec())?.split.kind).toBe('stratified');
    await dialog.getByRole('button', { name: 'Change the recipe and the split' }).click();
    await expect.poll(async () => (await savedSpec())?.split.kind).toBe('group');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await savedSpec())?.split.kind).toBe('stratified');
    await page.getByRole('link', { name: /^Issues/ }).click();
    await headline(page, /would make your evaluation wrong/);
  });

  test('fixing all problems says of each what it would change', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Take back: dropped leak' }).click();
    await page.getByRole('button', { name: 'Fix the 2 problems' }).click();
    const dialog = page.getByRole('dialog', { name: 'What would change' });
    await dialog.getByText('leak would be no feature.').waitFor();
    await dialog.getByText('gone would be no feature.').waitFor();
    await dialog.getByText(/^Together: 1 column instead of 3 would be features\./).waitFor();
    expect(await axeFindings()).toEqual([]);
    await dialog.getByRole('button', { name: 'Change the recipe' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('thresholds that are set are said, go into profile, report and checks of the split, and can be undone', async () => {
    const { page } = app;
    await page.getByText(/\d+ checks: what each read and found/).click();
    await page.getByRole('button', { name: 'Change thresholds' }).click();
    const dialog = page.getByRole('dialog', { name: 'Thresholds of the checks' });
    const lines = dialog.getByRole('textbox');
    await lines.fill('missingErr: 0.99');
    await dialog.getByRole('button', { name: 'Check again' }).click();
    await dialog.getByText('did you mean "missingError"?').waitFor();
    await lines.fill('missingError: 0.99\nsizeTest: 10');
    expect(await axeFindings()).toEqual([]);
    await dialog.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('2 thresholds differ from the default: missingError 0.99, sizeTest 10.').waitFor();
    const gone = page.getByRole('article').filter({ hasText: 'gone is missing in 98 % of rows' });
    await gone.getByText('warning', { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Report' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('2 thresholds differ from the default');
    // The draft is saved a moment after it changes.
    const savedThresholds = async () => (await savedSpec())?.thresholds;
    await expect.poll(savedThresholds).toEqual({ missingError: 0.99, sizeTest: 10 });
    await page.getByRole('link', { name: /^Split/ }).click();
    await page.getByText(/^\d+ checks, all rows|^\d+ checks, \d+ on a sample/).waitFor();
    const spec = await savedSpec();
    if (!spec) throw new Error('no draft');
    const { data, target, split, recipe, seed, thresholds } = spec;
    const asked = { version: data.version, target, split, recipe, seed };
    const { split: checks } = app.engine.client;
    expect(await checks.getChecks({ ...asked, thresholds })).not.toBe(null);
    expect(await checks.getChecks(asked)).toBe(null);
    await page.getByRole('link', { name: /^Issues/ }).click();
    await page.keyboard.press('Control+z');
    await gone.getByText('error', { exact: true }).waitFor();
    await expect.poll(savedThresholds).toBe(undefined);
  });
});

async function savedSpec() {
  const [version] = await app.engine.client.dataset.list({});
  return version ? (await app.engine.client.experiment.draft({ version: version.id })).spec : null;
}

async function axeFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
