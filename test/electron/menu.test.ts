import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../electron/menu/menu-template.ts';

function roles(platform: NodeJS.Platform, isPackaged: boolean): string {
  return JSON.stringify(menuTemplate({ platform, isPackaged, openProject: () => {} }));
}

describe('the menu', () => {
  it('offers developer tools while developing only', () => {
    expect(roles('linux', false)).toContain('toggleDevTools');
    expect(roles('linux', true)).not.toContain('toggleDevTools');
  });

  it('has the application menu on a Mac and a way to quit everywhere', () => {
    expect(roles('darwin', true)).toContain('appMenu');
    expect(roles('win32', true)).not.toContain('appMenu');
    expect(roles('win32', true)).toContain('quit');
  });
});
