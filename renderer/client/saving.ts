let saving: Promise<void> = Promise.resolve();

/** Saves one after the other, so that the last change is what stays. `save` answers for its own failure. */
export function enqueueSave(save: () => Promise<void>): void {
  saving = saving.then(save);
}

/** Settles once everything that was to be saved is saved. */
export function allSaved(): Promise<void> {
  return saving;
}
