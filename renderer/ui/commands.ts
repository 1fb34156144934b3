import { useEffect, useRef, useSyncExternalStore } from 'react';

/** An action that the command palette can reach. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Heading under which it stands. */
  readonly group: string;
  /** How the key is shown, e.g. "Ctrl Z". */
  readonly keys?: string;
  /** Words that find it besides its label. */
  readonly words?: string;
  readonly isDisabled?: boolean;
  readonly run: () => void;
}

const listeners = new Set<() => void>();
const registered = new Map<symbol, readonly Command[]>();
let all: readonly Command[] = [];

/** Offers these actions in the palette while the calling component is shown. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  const shape = JSON.stringify(
    commands.map(({ id, label, group, isDisabled }) => [id, label, group, isDisabled]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: registered anew when what is shown changes
  useEffect(() => {
    const key = Symbol('commands');
    const offered = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find(({ id }) => id === command.id)?.run(),
    }));
    registered.set(key, offered);
    publish();
    return () => {
      registered.delete(key);
      publish();
    };
  }, [shape]);
}

/** Every action on offer now. */
export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, () => all);
}

function publish(): void {
  all = [...registered.values()].flat();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
