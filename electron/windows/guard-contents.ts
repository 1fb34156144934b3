import { isAppUrl } from '../app-origin.ts';

interface Stoppable {
  preventDefault(): void;
}

/** The part of Electron's WebContents that is guarded. */
export interface GuardedContents {
  on(event: 'will-frame-navigate' | 'will-redirect', listener: (details: NavigationDetails) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Stoppable) => void): unknown;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
}

interface NavigationDetails extends Stoppable {
  readonly url: string;
}

/** Keeps contents on the app's own pages: no other address, no new window, no webview. */
export function guardContents(contents: GuardedContents): void {
  const stayHome = (details: NavigationDetails) => {
    if (!isAppUrl(details.url)) details.preventDefault();
  };
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
