import { BrowserWindow } from 'electron';
import { appUrl } from '../app-origin.ts';
import { windowOptions } from './window-options.ts';

/** Opens the app's window on its first page; it shows itself once there is something to see. */
export function openMainWindow(preloadPath: string): BrowserWindow {
  const window = new BrowserWindow(windowOptions(preloadPath));
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  void window.loadURL(appUrl);
  return window;
}
