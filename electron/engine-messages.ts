/** What main says to the engine's process. A port travels along with `connect`. */
export type EngineRequest = { readonly kind: 'connect' } | { readonly kind: 'close' };

/** What the engine's process says to main: it serves, or it cannot open the project and why. */
export type EngineReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** The report that a message is, or null for anything else. */
export function parseReport(message: unknown): EngineReport | null {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return null;
  if (message.kind === 'ready') return { kind: 'ready' };
  if (message.kind !== 'failed' || !('code' in message) || !('message' in message)) return null;
  return { kind: 'failed', code: String(message.code), message: String(message.message) };
}
