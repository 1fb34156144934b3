const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** How the key for commands is called here. */
export const commandKey = isMac ? '⌘' : 'Ctrl';

/** True while typing: undo belongs to the text then. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('[aria-haspopup=listbox][aria-expanded=false]')) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
