import { loadTfjs } from './backends/wasm.ts';

/** A tfjs backend and, if it does not load here, why. */
export interface BackendState {
  readonly name: string;
  readonly error: string | null;
}

/** Tries the backends that training can use: wasm, the reference, and the native library where it is installed. */
export async function loadableBackends(): Promise<BackendState[]> {
  return [await attempt('wasm', loadTfjs), await attempt('tensorflow (native)', loadNative)];
}

async function attempt(name: string, load: () => Promise<unknown>): Promise<BackendState> {
  try {
    await load();
    return { name, error: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { name, error: message.split('\n')[0] ?? message };
  }
}

/** The native library is an optional package that no release of Assay installs yet. */
async function loadNative(): Promise<unknown> {
  const name: string = 'tfjs-node-native';
  try {
    return await import(name);
  } catch (error) {
    throw new Error('not installed; training uses wasm', { cause: error });
  }
}
