import type { OpenDialogOptions } from 'electron';

interface OpenDialog<Window> {
  showOpenDialog(window: Window, options: OpenDialogOptions): Promise<{ filePaths: string[] }>;
}

/** Asks for a project folder, an existing or a new one. Null when nothing was picked. */
export async function pickFolder<Window>(dialog: OpenDialog<Window>, window: Window): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a project folder',
    buttonLabel: 'Open project',
    properties: ['openDirectory', 'createDirectory'],
  });
  return filePaths[0] ?? null;
}
