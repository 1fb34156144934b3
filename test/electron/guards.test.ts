import { describe, expect, it } from 'vitest';
import { isFromApp } from '../../electron/sender-check.ts';
import { guardContents } from '../../electron/windows/guard-contents.ts';
import { type GuardedSession, guardSession } from '../../electron/windows/guard-session.ts';

type Listener = (details: { url: string; preventDefault(): void }) => void;

function guardedContents() {
  const listeners = new Map<string, Listener>();
  let openHandler = () => ({ action: 'allow' });
  guardContents({
    on: (event: string, listener: Listener) => listeners.set(event, listener),
    setWindowOpenHandler: (handler) => {
      openHandler = handler;
    },
  });
  return {
    isStopped(event: string, url: string): boolean {
      let isPrevented = false;
      listeners.get(event)?.({ url, preventDefault: () => (isPrevented = true) });
      return isPrevented;
    },
    openWindow: () => openHandler().action,
  };
}

const strangers = [
  'https://example.com/',
  'file:///etc/passwd',
  'assay://other/',
  'assay://app:80/',
  'assay://user@app/',
  'javascript:alert(1)',
  'no url',
];

describe('contents', () => {
  it.each(strangers)('do not go to %s', (url) => {
    const contents = guardedContents();
    expect(contents.isStopped('will-frame-navigate', url)).toBe(true);
    expect(contents.isStopped('will-redirect', url)).toBe(true);
  });

  it('may reload their own page, and open neither windows nor webviews', () => {
    const contents = guardedContents();
    expect(contents.isStopped('will-frame-navigate', 'assay://app/#/data')).toBe(false);
    expect(contents.isStopped('will-attach-webview', 'assay://app/')).toBe(true);
    expect(contents.openWindow()).toBe('deny');
  });
});

function guardedSession() {
  const handlers: Partial<{
    request: Parameters<GuardedSession['setPermissionRequestHandler']>[0];
    check: Parameters<GuardedSession['setPermissionCheckHandler']>[0];
    device: Parameters<GuardedSession['setDevicePermissionHandler']>[0];
    before: Parameters<GuardedSession['webRequest']['onBeforeRequest']>[0];
  }> = {};
  guardSession({
    setPermissionRequestHandler: (handler) => {
      handlers.request = handler;
    },
    setPermissionCheckHandler: (handler) => {
      handlers.check = handler;
    },
    setDevicePermissionHandler: (handler) => {
      handlers.device = handler;
    },
    webRequest: {
      onBeforeRequest: (listener) => {
        handlers.before = listener;
      },
    },
  });
  return {
    grants(permission: string, url: string): boolean {
      let answer = true;
      handlers.request?.(null, permission, (isGranted) => (answer = isGranted), { requestingUrl: url });
      expect(
        handlers.check?.(null, permission, new URL(url).origin === 'null' ? url : new URL(url).origin),
      ).toBe(answer);
      return answer;
    },
    hasDevices: () => handlers.device?.(),
    lets(url: string): boolean {
      let isCancelled = false;
      handlers.before?.({ url }, ({ cancel }) => (isCancelled = cancel));
      return !isCancelled;
    },
  };
}

describe('the session', () => {
  const session = guardedSession();

  it.each([
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'clipboard-read',
    'fileSystem',
    'unknown',
  ])('denies %s to the app itself', (permission) => {
    expect(session.grants(permission, 'assay://app/')).toBe(false);
  });

  it('lets the app, and nobody else, put a copied table on the clipboard', () => {
    expect(session.grants('clipboard-sanitized-write', 'assay://app/')).toBe(true);
    expect(session.grants('clipboard-sanitized-write', 'https://example.com/')).toBe(false);
  });

  it('denies every device', () => {
    expect(session.hasDevices()).toBe(false);
  });

  it.each([
    'https://example.com/x.js',
    'http://127.0.0.1:80/',
    'ws://x/',
    'file:///etc/passwd',
    'assay://other/',
  ])('lets no request to %s out', (url) => {
    expect(session.lets(url)).toBe(false);
  });

  it.each(['assay://app/assets/x.js', 'blob:assay://app/1', 'data:image/png;base64,x'])(
    'lets %s through',
    (url) => {
      expect(session.lets(url)).toBe(true);
    },
  );
});

describe('a message to main', () => {
  it('counts when the top frame of the app sent it', () => {
    expect(isFromApp({ senderFrame: { url: 'assay://app/#/train', parent: null } })).toBe(true);
  });

  it('does not count from a subframe, another page or a frame that is gone', () => {
    expect(isFromApp({ senderFrame: { url: 'assay://app/', parent: {} } })).toBe(false);
    expect(isFromApp({ senderFrame: { url: 'https://example.com/', parent: null } })).toBe(false);
    expect(isFromApp({ senderFrame: null })).toBe(false);
  });
});
