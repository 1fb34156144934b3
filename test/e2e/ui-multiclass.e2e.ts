import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, headline, openApp, sample } from './ui-app.ts';

/** Generous, so that a busy machine is no failure. */
const patience = { timeout: 20_000 };

let app: App;

beforeAll(async () => {
  app = await openApp({ theme: 'dark', width: 1920, height: 1080 });
  const { job } = await app.engine.client.dataset.load({ path: sample('penguins.csv') });
  for await (const _ of await app.engine.client.job.watch({ job }));
  await app.page.reload();
});

afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});

async function goTo(name: string): Promise<void> {
  await app.page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
}

async function setField(label: string, value: string): Promise<void> {
  const field = app.page.getByRole('textbox', { name: label }).first();
  await field.fill(value);
  await field.press('Enter');
}

describe('three classes, on penguins', () => {
  test('the target offers each class on its own and each against the rest', async () => {
    const { page } = app;
    await goTo('Split');
    await headline(page, /every part holds the 3 classes in the same shares\.$/);
    await page.getByRole('combobox', { name: /Positive class/ }).click();
    await page.getByRole('option', { name: 'Gentoo against the rest' }).click();
    await headline(page, /every part holds 36 % Gentoo\.$/);
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Control+z');
    await headline(page, /3 classes/);
    expect(await axeFindings()).toEqual([]);
  });

  test('learners are duplicated, renamed, changed and removed', async () => {
    const { page } = app;
    await goTo('Train');
    await headline(page, /^Ready to train 5 learners/);
    await page.getByRole('button', { name: 'Duplicate Multilayer perceptron' }).click();
    await headline(page, /^Ready to train 6 learners/);
    await page.getByRole('button', { name: 'Remove Multilayer perceptron 2' }).waitFor();
    await page.getByRole('textbox', { name: 'Hidden layers' }).last().fill('8');
    await page.getByRole('textbox', { name: 'Hidden layers' }).last().press('Enter');
    await page.getByText('default 64, 32').waitFor();
    expect(await axeFindings()).toEqual([]);
    await page.getByRole('button', { name: 'Remove Multilayer perceptron 2' }).click();
    await headline(page, /^Ready to train 5 learners/);
  });

  test('the experiment can be read as the file that the command line runs', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'As a file' }).click();
    const dialog = page.getByRole('dialog', { name: 'penguins.assay.yaml' });
    await expect.poll(() => dialog.textContent(), patience).toContain('column: Species');
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('a training that is stopped stays on the page and leaves no run', async () => {
    const { page, engine } = app;
    await setField('Most epochs', '10000');
    await setField('Patience, epochs', '10000');
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByText(/^epoch \d+ of 10000$/).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await headline(page, /^Training was stopped after \d learners?\.$/);
    expect(await engine.client.run.list({})).toEqual([]);
    expect(await axeFindings()).toEqual([]);
    await page.getByRole('button', { name: 'Back to the experiment' }).click();
    await setField('Most epochs', '15');
  });

  test('curves are shown class by class, and the matrix has a row for each', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByRole('figure', { name: /5 models on test, class Adelie$/ }).waitFor();
    await page.getByRole('combobox', { name: 'Class against the rest' }).click();
    await page.getByRole('option', { name: 'Gentoo' }).click();
    await page.getByRole('figure', { name: /5 models on test, class Gentoo$/ }).waitFor();
    const matrix = page.getByRole('table', { name: /^Confusion matrix of/ });
    expect(await matrix.getByRole('row').count()).toBe(4);
    expect(await axeFindings()).toEqual([]);
  });

  test('a second run is overlaid on the first, each with its own colours', async () => {
    const { page } = app;
    await goTo('Train');
    await page.getByRole('button', { name: 'Prepare another' }).click();
    await setField('Most epochs', '5');
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByRole('button', { name: 'Runs: 1 of 2' }).click();
    await page.getByRole('dialog').getByRole('checkbox').last().click();
    await page.getByRole('figure', { name: /10 models on test/ }).waitFor();
    expect(await axeFindings()).toEqual([]);
    const strokes = page.locator('.chart-key:has-text("Multilayer perceptron") line');
    expect(await strokes.count()).toBe(2);
    expect(await strokes.first().getAttribute('stroke')).not.toBe(
      await strokes.last().getAttribute('stroke'),
    );
  });

  test('a run is deleted only after it was said what is lost', async () => {
    const { page, engine } = app;
    await page
      .getByRole('button', { name: /^Delete run penguins/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'Delete the run "penguins"?' });
    await dialog.getByText(/will be lost/).waitFor();
    await dialog.getByRole('button', { name: 'Delete run' }).click();
    await page.getByRole('button', { name: 'Runs: 1 of 1' }).waitFor();
    expect((await engine.client.run.list({})).length).toBe(1);
  });
});

async function axeFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
