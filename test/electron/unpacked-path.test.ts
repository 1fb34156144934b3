import { describe, expect, it } from 'vitest';
import { unpackedPath } from '../../electron/unpacked-path.ts';

describe('the path of the engine', () => {
  it('leads out of the archive of a packed app, on every system', () => {
    expect(unpackedPath('/opt/Assay/resources/app.asar/out/engine/x.mjs')).toBe(
      '/opt/Assay/resources/app.asar.unpacked/out/engine/x.mjs',
    );
    expect(unpackedPath('C:\\Assay\\app.asar\\out\\x.mjs')).toBe('C:\\Assay\\app.asar.unpacked\\out\\x.mjs');
  });

  it('stays as it is where nothing is packed', () => {
    expect(unpackedPath('/work/assay/out/engine/x.mjs')).toBe('/work/assay/out/engine/x.mjs');
    expect(unpackedPath('/a/app.asar.unpacked/x.mjs')).toBe('/a/app.asar.unpacked/x.mjs');
  });
});
