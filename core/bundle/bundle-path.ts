/** Files of a run directory that a bundle always has. */
export const requiredRunFiles = [
  'env.json',
  'log.ndjson',
  'metrics.json',
  'predictions.parquet',
  'recipe.json',
  'spec.json',
] as const;

export const manifestPath = 'manifest.json';
export const checksumsPath = 'checksums.txt';
export const readmePath = 'README.txt';
export const yamlPath = 'spec.assay.yaml';
export const datasetPath = 'data/dataset.json';
export const notesPath = 'data/notes.json';

const fixedPaths = new Set<string>([
  ...requiredRunFiles,
  manifestPath,
  checksumsPath,
  readmePath,
  yamlPath,
  datasetPath,
  notesPath,
]);

const segment = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Whether a bundle may hold a file of this path: one of the fixed names, `data/<sha256>.parquet`, or a file
 * below `model/` whose segments are letters, digits, dot, dash and underscore and safe on every system. Nothing
 * that leaves the folder it is extracted to passes.
 */
export function isBundlePath(path: string): boolean {
  if (fixedPaths.has(path) || /^data\/[0-9a-f]{64}\.parquet$/.test(path)) return true;
  const [folder, ...segments] = path.split('/');
  if (folder !== 'model' || segments.length === 0 || segments.length > 8) return false;
  return segments.every((name) => segment.test(name) && !deviceName.test(name) && !name.endsWith('.'));
}

/** Code-unit order, the order of files in the manifest. */
export function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
