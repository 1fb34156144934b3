import { appOrigin, isAppUrl } from '../app-origin.ts';

/** The part of Electron's Session that is guarded. */
export interface GuardedSession {
  setPermissionRequestHandler(handler: RequestHandler): void;
  setPermissionCheckHandler(handler: CheckHandler): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  readonly webRequest: { onBeforeRequest(listener: BeforeRequest): void };
}

type RequestHandler = (
  contents: unknown,
  permission: string,
  callback: (isGranted: boolean) => void,
  details: { readonly requestingUrl?: string },
) => void;
type CheckHandler = (contents: unknown, permission: string, requestingOrigin: string) => boolean;
type BeforeRequest = (
  details: { readonly url: string },
  callback: (answer: { cancel: boolean }) => void,
) => void;

/** Copying a table to the clipboard is all that a page may be granted. */
const grantable = 'clipboard-sanitized-write';

/** Denies every permission but copying, every device, and every request that would leave the machine. */
export function guardSession(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, callback, { requestingUrl }) => {
    callback(permission === grantable && isAppUrl(requestingUrl ?? ''));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => {
    return permission === grantable && requestingOrigin.replace(/\/$/, '') === appOrigin;
  });
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isLocal(url) }));
}

function isLocal(url: string): boolean {
  return isAppUrl(url) || /^(blob:assay:\/\/app\/|data:|devtools:)/.test(url);
}
