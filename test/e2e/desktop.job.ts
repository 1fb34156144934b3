import type { Page } from 'playwright';
import { expect } from 'vitest';

const trainingMs = 180_000;

/**
 * The main job by hand in a desktop window whose file dialog answers with german_credit.csv: open the file, see
 * its issues, train, compare, export the bundle and keep a copy.
 */
export async function doMainJob(page: Page): Promise<void> {
  await openFile(page);
  await page.getByRole('link', { name: /^Issues/ }).click();
  await heading(page, /would make your evaluation wrong/);
  await train(page);
  await page.getByRole('link', { name: /^Compare/ }).click();
  await page.getByRole('button', { name: 'Export bundle' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export bundle' });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('button', { name: 'Save a copy' }).click();
}

/** Opens the file that the dialog answers with, and loads it. */
export async function openFile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open a file' }).click();
  await heading(page, /german_credit\.csv would be read as 21 columns/);
  await page.getByRole('button', { name: 'Load all rows' }).click();
  await page.getByRole('button', { name: 'Add dataset' }).waitFor();
}

/** Trains what is proposed, and waits until Compare shows it. */
export async function train(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Train/ }).click();
  await page.getByRole('button', { name: 'Start training' }).click();
  const compare = page.getByRole('link', { name: /^Compare/ });
  await expect.poll(() => compare.textContent(), { timeout: trainingMs, interval: 500 }).toContain('runs');
}

async function heading(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
