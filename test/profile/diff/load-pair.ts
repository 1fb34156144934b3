import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadOptions } from '../../../core/contract/dataset.ts';
import type { VersionDiff } from '../../../core/contract/version.ts';
import { diffVersions } from '../../../core/profile/diff/diff-versions.ts';
import { columnStatistics } from '../../../core/profile/statistics.ts';
import { loadInto, tableOf, temporaryProject } from '../../support/temporary-project.ts';

/** Loads two CSV texts into one project and compares them. */
export async function diffTexts(
  before: string,
  after: string,
  { key, options = {} }: { key?: readonly string[]; options?: ReadOptions } = {},
): Promise<VersionDiff> {
  const project = temporaryProject();
  const side = async (name: string, text: string) => {
    const path = join(project.path, name);
    writeFileSync(path, text);
    return tableOf(project, await loadInto(project, path, { options }));
  };
  const { table: first, duck } = await side('before.csv', before);
  const { table: second } = await side('after.csv', after);
  const { sql } = duck;
  const withStatistics = async (table: typeof first) => ({
    table,
    statistics: await columnStatistics({ sql, table }),
  });
  return diffVersions({
    sql,
    before: await withStatistics(first),
    after: await withStatistics(second),
    key,
  });
}
