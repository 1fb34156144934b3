import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';

/** The tfjs library, as a value. */
export type Tfjs = typeof import('@tensorflow/tfjs');

let loading: Promise<Tfjs> | null = null;

/**
 * Loads tfjs with the wasm backend: SIMD, one thread, the same bytes in every process. Loaded on first use and then
 * kept. Nothing in here draws random numbers.
 */
export function loadTfjs(): Promise<Tfjs> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Tfjs> {
  const tf = await import('@tensorflow/tfjs');
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const binary = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(binary)}${sep}`);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.setBackend('wasm'))) throw new Error('The wasm backend of tfjs did not start');
  await tf.ready();
  return tf;
}
