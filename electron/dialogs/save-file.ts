import { copyFile, realpath } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { SaveDialogOptions } from 'electron';

interface SaveDialog<Window> {
  showSaveDialog(window: Window, options: SaveDialogOptions): Promise<{ filePath: string }>;
}

/**
 * Copies a file of the project to where the person says. Null when nothing was picked. A path outside the
 * project, links followed, is refused before anything is asked: a page has no business there.
 */
export async function saveFile<Window>(
  path: string,
  options: { dialog: SaveDialog<Window>; window: Window; projectDirectory: string },
): Promise<string | null> {
  const source = await realpath(path);
  if (!source.startsWith(join(await realpath(options.projectDirectory), sep))) {
    throw new Error(`${path} does not lie in the project.`);
  }
  const { filePath } = await options.dialog.showSaveDialog(options.window, {
    title: 'Save a copy',
    defaultPath: basename(source),
  });
  if (filePath === '') return null;
  await copyFile(source, filePath);
  return filePath;
}
