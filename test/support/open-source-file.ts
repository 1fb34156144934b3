/** Opens the file given first and writes the code and message of the error that comes of it. */

import { CoreError } from '../../core/errors.ts';
import { openSourceFile } from '../../core/load/source-file.ts';

const [path = ''] = process.argv.slice(2);
try {
  await openSourceFile(path);
  process.stdout.write('opened\n');
} catch (error) {
  if (!(error instanceof CoreError)) throw error;
  process.stdout.write(`${error.code} ${error.message}\n`);
}
