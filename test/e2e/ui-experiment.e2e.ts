import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, headline, openApp, sample } from './ui-app.ts';

/** Generous, so that a busy machine is no failure. */
const patience = { timeout: 20_000 };

let app: App;
let bundle: Buffer;

beforeAll(async () => {
  app = await openApp();
});

afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});

async function goTo(name: string): Promise<void> {
  await app.page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
}

describe('from a split to a bundle, on german_credit', () => {
  test('without data every page says what to do next', async () => {
    const { page } = app;
    for (const [link, title] of [
      ['Split', /no rows to part yet/],
      ['Train', /nothing to train on yet/],
      ['Compare', /Nothing has been trained yet/],
      ['Bundles', /No run to hand on yet/],
      ['Activity', /Nothing is at work/],
    ] as const) {
      await goTo(link);
      await headline(page, title);
      expect(await axeFindings()).toEqual([]);
    }
  });

  test('the split is a verdict, and follows its fields, with undo', async () => {
    const { page, engine } = app;
    const { job } = await engine.client.dataset.load({ path: sample('german_credit.csv') });
    for await (const _ of await engine.client.job.watch({ job }));
    await page.reload();
    await goTo('Split');
    await headline(
      page,
      /^600 rows to learn from, 200 to choose on, 200 sealed for the test; every part holds 30 % bad\.$/,
    );
    await page.getByRole('button', { name: '70 / 15 / 15' }).click();
    await headline(page, /^700 rows to learn from, 150 to choose on, 150 sealed/);
    await page.keyboard.press('Control+z');
    await headline(page, /^600 rows/);
    await page.getByText('Random', { exact: true }).click();
    await headline(page, /^600 rows to learn from.*bad is \d+ % of train/);
    await page.getByText('Stratified', { exact: true }).first().click();
    await headline(page, /every part holds 30 % bad/);
    expect(await axeFindings()).toEqual([]);
  });

  test('a split by group goes by a column that is chosen, which is then no feature', async () => {
    const { page } = app;
    await page.getByText('By group', { exact: true }).click();
    await headline(page, /cannot be parted like this yet/);
    await expect.poll(() => page.getByText(/give one the role "group"/).count(), patience).toBe(1);
    await page.getByRole('combobox', { name: 'Rows stay together by' }).click();
    await page.getByRole('option', { name: 'age', exact: true }).click();
    await headline(page, /^\d+ rows to learn from, \d+ to choose on, \d+ sealed/);
    await page.keyboard.press('Escape');
    expect(await axeFindings()).toEqual([]);
    await page.getByText('Stratified', { exact: true }).first().click();
    await headline(page, /every part holds 30 % bad/);
    for (let undone = 0; undone < 3; undone++) await page.keyboard.press('Control+z');
    await headline(page, /^600 rows.*every part holds 30 % bad/);
  });

  test('a target without classes is refused in words, and undo brings the old one back', async () => {
    const { page } = app;
    await page.getByRole('combobox', { name: 'Column to predict' }).click();
    await page.getByRole('option', { name: 'credit_amount' }).click();
    await expect.poll(() => page.getByRole('alert').textContent(), patience).toContain('credit_amount');
    expect(await page.getByRole('alert').count()).toBe(1);
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Control+z');
    await headline(page, /every part holds 30 % bad/);
  });

  test('training is started, survives leaving the page, and ends in a verdict', async () => {
    const { page } = app;
    await goTo('Train');
    await headline(page, /^Ready to train 5 learners on german_credit to predict class = bad\.$/);
    expect(await axeFindings()).toEqual([]);
    await page.getByRole('button', { name: 'Start training' }).click();
    await headline(page, /learners done|Training is done|Training starts/);
    await goTo('Activity');
    await goTo('Train');
    await headline(page, /^Training is done: .* average precision on validation\.$/);
    await page.getByRole('figure', { name: /^Loss by epoch/ }).waitFor();
    expect(await axeFindings()).toEqual([]);
  });

  test('the same experiment again answers from what is there, and says so', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Prepare another' }).click();
    await page.getByRole('button', { name: 'Start training' }).click();
    await headline(page, /^This experiment has been run before: /);
  });

  test('the comparison shows the curves of all models and the chosen threshold', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const curves = page.getByRole('figure', {
      name: 'Precision-recall curves of 5 models on test, class bad',
    });
    await expect.poll(() => curves.locator('.scatterlayer .trace').count(), patience).toBeGreaterThan(5);
    await page.getByText('1st look at this test part').waitFor();
    expect(await page.getByRole('table', { name: 'Scores on test' }).getByRole('row').count()).toBe(6);
    expect(await axeFindings()).toEqual([]);
  });

  test('the confusion matrix follows the threshold and goes back to the chosen one', async () => {
    const { page } = app;
    const matrix = page.getByRole('table', { name: /^Confusion matrix of/ });
    const slider = page.getByRole('slider', { name: /^Threshold of/ });
    const before = await matrix.textContent();
    expect(sumOf(before)).toBe(200);
    await slider.fill('1');
    await expect.poll(() => matrix.textContent(), patience).toMatch(/missed, 100.% of bad/);
    await slider.fill('0');
    await expect.poll(() => matrix.textContent(), patience).toMatch(/false alarm, 100.%/);
    await page.getByRole('button', { name: /^Reset to/ }).click();
    await expect.poll(() => matrix.textContent(), patience).toBe(before);
    await page.getByRole('row', { name: /^Logistic regression/ }).click();
    await page.getByRole('table', { name: 'Confusion matrix of Logistic regression on test' }).waitFor();
  });

  test('every model is read out at a recall, as a table, and saved', async () => {
    const { page } = app;
    const curves = page.getByRole('figure', { name: /^Precision-recall curves/ });
    await curves.locator('.chart-frame').hover({ position: { x: 250, y: 120 } });
    await expect.poll(() => page.locator('.chart-readout tr').count(), patience).toBe(6);
    await curves.getByRole('button', { name: 'Table' }).click();
    expect(await curves.getByRole('row').count()).toBe(21);
    await curves.getByRole('button', { name: 'Chart', exact: true }).click();
    for (const [item, start] of [
      ['Picture, SVG', '<svg'],
      ['Figures, CSV', 'model,threshold,recall,precision'],
    ] as const) {
      await curves.getByRole('button', { name: /^Save: / }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item }).click(),
      ]);
      expect(readFileSync(await download.path(), 'utf8').slice(0, 200)).toContain(start);
    }
  });

  test('the ROC curves are a click away', async () => {
    const { page } = app;
    await page.getByText('ROC', { exact: true }).click();
    await page.getByRole('figure', { name: /^ROC curves of 5 models/ }).waitFor();
    expect(await axeFindings()).toEqual([]);
  });

  test('a bundle is exported, downloaded and found intact', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Export bundle' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export bundle' });
    await dialog.waitFor();
    expect(await axeFindings()).toEqual([]);
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await goTo('Bundles');
    await headline(page, /^1 bundle in this project/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Download german_credit/ }).click(),
    ]);
    bundle = readFileSync(await download.path());
    await page.getByRole('button', { name: 'Verify german_credit' }).click();
    await headline(page, /^This bundle is intact: all \d+ checks passed\.$/);
    expect(await axeFindings()).toEqual([]);
  });

  test('a bundle with one changed bit is not trusted and cannot be imported', async () => {
    const { page } = app;
    const changed = Buffer.from(bundle);
    changed.writeUInt8(changed.readUInt8(changed.length >> 1) ^ 1, changed.length >> 1);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Verify another' }).click(),
    ]);
    await chooser.setFiles({ name: 'changed.zip', mimeType: 'application/zip', buffer: changed });
    await headline(page, /^This bundle cannot be trusted: /);
    expect(await page.getByRole('button', { name: 'Import' }).count()).toBe(0);
    expect(await axeFindings()).toEqual([]);
  });

  test('what ran is listed with the way to its result', async () => {
    const { page } = app;
    await goTo('Activity');
    await headline(page, /^Nothing is at work; last, “Verify changed\.zip” was done\.$/);
    await page.getByRole('button', { name: 'Compare' }).first().click();
    await page.getByRole('table', { name: 'Scores on test' }).waitFor();
  });

  test('settings are kept, and the doctor says what is installed', async () => {
    const { page, engine } = app;
    await goTo('Settings');
    await headline(page, /^Work may use \d+ threads? and .* of memory/);
    await page.getByText('Dark', { exact: true }).click();
    await expect
      .poll(() => page.locator('html').getAttribute('data-mantine-color-scheme'), patience)
      .toBe('dark');
    await page.getByRole('textbox', { name: 'Threads' }).fill('1');
    await page.keyboard.press('Enter');
    await headline(page, /^Work may use 1 thread /);
    await page.getByText('DuckDB', { exact: true }).waitFor();
    expect(await axeFindings()).toEqual([]);
    await expect
      .poll(() => engine.client.project.settings({}), patience)
      .toMatchObject({ theme: 'dark', threads: 1 });
  });

  test('a run whose data was removed is exported only when that is allowed, and the reason is said', async () => {
    const { page, engine } = app;
    for (const { id } of await engine.client.dataset.list({})) {
      await engine.client.dataset.remove({ version: id });
    }
    await goTo('Bundles');
    await page.getByRole('button', { name: 'Export a run' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export bundle' });
    await dialog.getByText('is gone, so it cannot be checked for personal data').waitFor();
    expect(await axeFindings()).toEqual([]);
    const action = dialog.getByRole('button', { name: 'Export', exact: true });
    expect(await action.isDisabled()).toBe(true);
    await dialog.getByRole('checkbox', { name: 'Export all the same' }).check();
    await action.click();
    await dialog.waitFor({ state: 'detached' });
  });
});

/** The four counts of a two-class confusion matrix, added up. */
function sumOf(text: string | null): number {
  const counts = text?.matchAll(/(\d+)(?:right|false alarm|missed|found)/g) ?? [];
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

async function axeFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
