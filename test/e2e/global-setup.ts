import { buildRenderer } from '../../scripts/build-renderer.ts';
import { findBrowser } from '../../scripts/find-browser.ts';

/** Before the browser tests: a browser, whose path they read from CHROMIUM_PATH, and a renderer to show. */
export default async function setup(): Promise<void> {
  process.env.CHROMIUM_PATH = findBrowser();
  if (!(await buildRenderer())) throw new Error('The renderer does not build: see above.');
}
