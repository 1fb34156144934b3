import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, headline, loadSample, openApp } from './ui-app.ts';

let app: App;

beforeAll(async () => {
  app = await openApp();
  await loadSample(app.page, 'Penguins');
});

afterAll(() => app.close());

test('what is chosen and loaded is still there after the page is loaded again', async () => {
  const { page } = app;
  await page.reload();
  await headline(page, /344 rows, 7 columns/);
});

test('a change that is typed over and over is saved as it was last', async () => {
  const { page, engine } = app;
  await page.getByRole('button', { name: 'Island', exact: true }).click();
  const inspector = page.getByRole('complementary', { name: 'Island' });
  const drops = async () => {
    const [version] = await engine.client.dataset.list({});
    return version ? (await engine.client.experiment.draft({ version: version.id })).spec.recipe.drop : [];
  };
  const before = await drops();
  for (let i = 0; i < 3; i++) {
    await inspector.getByRole('button', { name: /Drop from the features|Use as a feature/ }).click();
  }
  await expect.poll(drops).not.toEqual(before);
  await page.keyboard.press('Escape');
});

test('while the engine is away the page says so once, and goes on by itself when it is back', async () => {
  const { page } = app;
  await app.cut();
  const note = page.getByRole('alert').filter({ hasText: 'The engine cannot be reached' });
  await note.waitFor();
  expect(await note.count()).toBe(1);
  await app.mend();
  await note.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add dataset' }).click();
  await headline(page, /Add a dataset/);
  expect(await page.getByRole('alert').count()).toBe(0);
});
