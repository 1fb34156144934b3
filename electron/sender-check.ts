import { isAppUrl } from './app-origin.ts';

interface Frame {
  readonly url: string;
  readonly parent: unknown;
}

/** True when a message comes from the top frame of a page of the app. A frame that is gone has no say. */
export function isFromApp(event: { readonly senderFrame: Frame | null }): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}
