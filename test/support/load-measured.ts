import { loadFile } from '../../core/load/load-file.ts';
import { openDuck } from '../../core/store/duck.ts';

/**
 * A process of its own that loads a file and prints how it ended (`loaded` or a failure's code) and the most memory that
 * it ever held, in MB. Arguments: file, folder for what is stored, DuckDB's memory limit in MB.
 */
const [path = '', folder = '', limit = ''] = process.argv.slice(2);
const memoryLimitMb = Number(limit);
const end = await loadFile({
  path,
  targetDirectory: folder,
  temporaryDirectory: folder,
  openSql: (allowedPaths) => openDuck({ threads: 2, memoryLimitMb, spillDirectory: folder, allowedPaths }),
}).then(
  ({ rowCount }) => ({ end: 'loaded', rowCount }),
  (error: { code?: string; message: string }) => ({ end: error.code ?? error.message, rowCount: 0 }),
);
console.log(JSON.stringify({ ...end, peakMb: process.resourceUsage().maxRSS / 1024 }));
