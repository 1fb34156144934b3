import { isAbsolute, join, resolve } from 'node:path';
import { projectArgument } from './project-argument.ts';

/**
 * The project folder to open: what the command line names (`--project DIR` or `--project=DIR`), else the one
 * that was open last, else "Assay" among the person's documents.
 */
export function chooseProject(options: {
  argv: readonly string[];
  currentDirectory: string;
  remembered: string | null;
  documents: string;
}): string {
  const named = projectArgument(options.argv);
  if (named !== null) return resolve(options.currentDirectory, named);
  if (options.remembered !== null && isAbsolute(options.remembered)) return options.remembered;
  return join(options.documents, 'Assay');
}
