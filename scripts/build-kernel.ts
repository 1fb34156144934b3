import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runCommand } from './run-command.ts';

/** Folders with an `assembly/` and what it compiles to. */
const folders = ['core/load/typed-csv', 'core/profile'];
const options = ['-O3', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--noAssert'];

/**
 * Compiles the inner loops of reading CSV and of profiling from AssemblyScript to WebAssembly and writes them as text, which
 * every host loads as it loads code. With --check nothing is written, and it fails when what is there is not what the
 * source gives.
 */
const scratch = mkdtempSync(join(tmpdir(), 'kernel-'));
try {
  for (const folder of folders) {
    const compiled = join(scratch, 'kernel.wasm');
    const source = join(root, folder, 'assembly/index.ts');
    const { code, output } = await runCommand(['asc', source, '-o', compiled, ...options], { isQuiet: true });
    if (code !== 0) throw new Error(output);
    const text = `/** Made by \`npm run build:kernel\` from \`assembly/\`; not to be changed by hand. */
export const kernelBinary =
  '${readFileSync(compiled).toString('base64')}';
`;
    const target = join(root, folder, 'kernel-binary.ts');
    if (!process.argv.includes('--check')) writeFileSync(target, text);
    else if (readFileSync(target, 'utf8') !== text) {
      console.log(`${folder}/kernel-binary.ts is not what assembly/ gives: run "npm run build:kernel".`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
