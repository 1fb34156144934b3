import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, headline, loadSample, openApp } from './ui-app.ts';

let app: App;

beforeAll(async () => {
  app = await openApp({ theme: 'dark', width: 1024, height: 700 });
  await loadSample(app.page, 'Bird strikes');
  await app.page.getByRole('link', { name: /^Issues/ }).click();
  await headline(app.page, /would make your evaluation wrong/);
});

afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});

/** The issue with this title. */
function issue(title: RegExp) {
  return app.page.getByRole('article').filter({ has: app.page.getByRole('heading', { name: title }) });
}

describe('the Issues page', () => {
  test('it proposes a target with a reason, and says how thorough the checks were', async () => {
    const { page } = app;
    expect(await page.getByRole('combobox', { name: 'Column to predict' }).inputValue()).toContain(
      'Effect Amount of damage',
    );
    await page.getByText(/\d+ checks on 10,000 rows in/).waitFor();
    expect(await axeFindings()).toEqual([]);
  });

  test('it finds the costs that are known only after the damage', async () => {
    for (const column of ['Cost Repair', 'Cost Total \\$']) {
      await issue(new RegExp(`^${column} is .*after the outcome`)).waitFor();
    }
  });

  test('its rows can be read in the inspector, the column concerned first', async () => {
    const { page } = app;
    await issue(/^Cost Repair is .*after the outcome/)
      .getByRole('button', { name: 'Show rows' })
      .click();
    const inspector = page.getByRole('complementary', { name: /Cost Repair/ });
    await expect.poll(() => inspector.getByRole('row').count()).toBeGreaterThan(5);
    expect(await inspector.getByRole('columnheader').nth(1).textContent()).toBe('Cost Repair');
    expect(await axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('a fix changes the recipe, says what it did, and can be taken back', async () => {
    const { page } = app;
    const fix = issue(/^Cost Repair is .*after the outcome/).getByRole('button', {
      name: 'Drop Cost Repair',
    });
    const before = await fix.getAttribute('aria-pressed');
    const after = before === 'true' ? 'false' : 'true';
    await fix.click();
    if (after === 'true') {
      const dialog = page.getByRole('dialog', { name: 'Drop Cost Repair' });
      await dialog.getByText('Cost Repair would be no feature.').waitFor();
      await dialog.getByRole('button', { name: 'Change the recipe' }).click();
    }
    await expect.poll(() => fix.getAttribute('aria-pressed')).toBe(after);
    await expect
      .poll(savedDrops)
      .toSatisfy((drops: string[]) => drops.includes('Cost Repair') === (after === 'true'));
    await page
      .getByRole('region', { name: 'Notices' })
      .getByText(/dropped Cost Repair/i)
      .waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => fix.getAttribute('aria-pressed')).toBe(before);
    await expect
      .poll(savedDrops)
      .toSatisfy((drops: string[]) => drops.includes('Cost Repair') === (before === 'true'));
  });

  test('a fix is previewed and measured before it is taken', async () => {
    const { page } = app;
    const fix = issue(/^Cost Repair is .*after the outcome/).getByRole('button', {
      name: 'Drop Cost Repair',
    });
    if ((await fix.getAttribute('aria-pressed')) === 'true') {
      await fix.click();
      await expect.poll(() => fix.getAttribute('aria-pressed')).toBe('false');
    }
    await fix.click();
    const dialog = page.getByRole('dialog', { name: 'Drop Cost Repair' });
    await dialog.getByText('Cost Repair would be no feature.').waitFor();
    expect(await axeFindings()).toEqual([]);
    await dialog.getByRole('button', { name: 'Measure impact' }).click();
    await dialog.getByText(/95 % interval/).waitFor({ timeout: 120_000 });
    await dialog.getByText(/The test part was not looked at/).waitFor();
    await dialog.getByRole('button', { name: 'Change the recipe' }).click();
    await expect.poll(() => fix.getAttribute('aria-pressed')).toBe('true');
    await page
      .getByRole('region', { name: 'Fixes in the recipe' })
      .getByRole('button', { name: 'Take back: dropped Cost Repair' })
      .click();
    await expect.poll(() => fix.getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.press('Control+z');
    await expect.poll(() => fix.getAttribute('aria-pressed')).toBe('true');
  });

  test('associations and missing cells are shown when they are opened', async () => {
    const { page } = app;
    await page.getByText('Associations: which columns go together').click();
    const matrix = page.getByRole('region', { name: 'Matrix of associations' });
    await matrix.getByRole('columnheader', { name: 'Cost Repair' }).waitFor();
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByRole('table', { name: 'Associations' }).waitFor();
    await page.getByText('Missing cells: which columns are missing together').click();
    await page.getByRole('table', { name: 'Patterns of missing cells' }).waitFor();
    expect(await axeFindings()).toEqual([]);
  });

  test('the list is narrowed by severity and by column', async () => {
    const { page } = app;
    const articles = page.getByRole('article');
    const all = await articles.count();
    await page.getByRole('button', { name: /^Notes/ }).click();
    await expect.poll(() => articles.count()).toBeLessThan(all);
    await page.getByRole('button', { name: /^All/ }).click();
    await page.getByRole('combobox', { name: 'Column', exact: true }).click();
    await page.getByRole('option', { name: 'Cost Repair' }).click();
    await expect.poll(() => articles.count()).toBeLessThan(all);
    await page.getByRole('combobox', { name: 'Column', exact: true }).click();
    await page.getByRole('option', { name: 'every column' }).click();
    await expect.poll(() => articles.count()).toBe(all);
  });

  test('another target is examined anew', async () => {
    const { page } = app;
    await page.getByRole('combobox', { name: 'Column to predict' }).click();
    await page
      .getByRole('option', { name: /^Time of day/ })
      .first()
      .click();
    await page
      .getByRole('link', { name: /^Target/ })
      .getByText(/Time of day/)
      .waitFor();
    await headline(page, /^Examining 10,000 rows of birdstrikes: .* so far\.$/);
    await headline(page, /would make your evaluation wrong/);
    await page.keyboard.press('Control+z');
    await page
      .getByRole('link', { name: /^Target/ })
      .getByText(/Effect Amount/)
      .waitFor();
    await headline(page, /would make your evaluation wrong/);
  });

  test('the issues are saved as JSON with their evidence', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as JSON' }).click(),
    ]);
    const saved = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(saved.dataset.rowCount).toBe(10_000);
    expect(saved.issues.some((each: { detector: string }) => each.detector === 'leak.after-outcome')).toBe(
      true,
    );
  });

  test('every check is listed with what it read', async () => {
    const { page } = app;
    await page.getByText(/\d+ checks: what each read and found/).click();
    const table = page.getByRole('table', { name: 'Checks' });
    await table.getByText('target.imbalance').waitFor();
    expect(await axeFindings()).toEqual([]);
  });
});

async function savedDrops(): Promise<string[]> {
  const [version] = await app.engine.client.dataset.list({});
  if (!version) return [];
  return (await app.engine.client.experiment.draft({ version: version.id })).spec.recipe.drop;
}

async function axeFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
