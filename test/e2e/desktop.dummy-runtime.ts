import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks the place of the fuses in Electron's executable (electron.org, tutorial "Electron Fuses"). */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Version of the wire, number of fuses, and the fuses as Electron ships them: 1 on, 0 off. */
const wire = [1, 9, ...Buffer.from('101100011')];

/**
 * A folder with the names that Electron's runtime for Linux has and nothing that runs: enough for
 * electron-builder to pack around it. Its executable holds a fuse wire, so what is flipped can be read back.
 */
export function makeDummyRuntime(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  const executable = Buffer.concat([
    Buffer.alloc(4096, 1),
    Buffer.from(sentinel),
    Buffer.from(wire),
    Buffer.alloc(4096, 1),
  ]);
  writeFileSync(join(folder, 'electron'), executable, { mode: 0o755 });
  writeFileSync(join(folder, 'locales/en-US.pak'), '');
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) writeFileSync(join(folder, name), '');
  return folder;
}
