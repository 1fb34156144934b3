import { UsageError } from './usage-error.ts';

/** A file that stands for a dataset of this name. */
export interface NamedFile {
  readonly name: string;
  readonly path: string;
}

/** What `--with NAME=PATH` was given. Throws UsageError for something else, and for a name given twice. */
export function namedFiles(given: readonly string[] | undefined, verb: string): NamedFile[] {
  const seen = new Set<string>();
  return (given ?? []).map((text) => {
    const [, name = '', path = ''] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name === '') {
      throw new UsageError(`"${text}" is no --with; give NAME=PATH, such as customers=customers.csv.`, verb);
    }
    if (seen.has(name)) throw new UsageError(`--with names "${name}" twice.`, verb);
    seen.add(name);
    return { name, path };
  });
}
