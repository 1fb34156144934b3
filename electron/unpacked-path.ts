/** Where a file of the archive lies outside it: Node's own loader, DuckDB and threads cannot read inside. */
export function unpackedPath(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}
