import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runCommand } from './run-command.ts';

const folder = join(root, 'core/load/typed-csv');
const target = join(folder, 'kernel-binary.ts');
const options = ['-O3', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--noAssert'];

/**
 * Compiles the inner loops of reading CSV from AssemblyScript to WebAssembly and writes them as text, which every host
 * loads as it loads code. With --check nothing is written, and it fails when what is there is not what the source gives.
 */
const scratch = mkdtempSync(join(tmpdir(), 'kernel-'));
try {
  const compiled = join(scratch, 'kernel.wasm');
  const source = join(folder, 'assembly/index.ts');
  const { code, output } = await runCommand(['asc', source, '-o', compiled, ...options], { isQuiet: true });
  if (code !== 0) throw new Error(output);
  const text = `/** Made by \`npm run build:kernel\` from \`assembly/\`; not to be changed by hand. */
export const kernelBinary =
  '${readFileSync(compiled).toString('base64')}';
`;
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    console.log(
      'core/load/typed-csv/kernel-binary.ts is not what assembly/ gives: run "npm run build:kernel".',
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
