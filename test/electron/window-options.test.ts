import { describe, expect, it } from 'vitest';
import { windowOptions } from '../../electron/windows/window-options.ts';

describe('the window', () => {
  const { webPreferences = {} } = windowOptions('/app/preload.cjs');

  it('runs its page in the sandbox, apart from the preload, without Node', () => {
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  it('keeps web security on and everything experimental off', () => {
    expect(webPreferences).toMatchObject({
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
    });
    expect(webPreferences).not.toHaveProperty('enableBlinkFeatures');
    expect(webPreferences).not.toHaveProperty('additionalArguments');
  });

  it('loads the preload it was given, and no smaller than the pages can be', () => {
    expect(webPreferences.preload).toBe('/app/preload.cjs');
    expect(windowOptions('x')).toMatchObject({ minWidth: 1024, minHeight: 700, show: false });
  });
});
