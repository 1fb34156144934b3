import type { Profile } from '../../../core/contract/profile.ts';
import { invariant } from '../../../core/errors.ts';
import type { Detector } from '../../../core/profile/detector.ts';
import { profileTable } from '../../../core/profile/profile.ts';
import type { PlantedTable } from './planted-table.ts';
import { withLoaded } from './with-loaded.ts';

/** What these detectors say of a table. */
export async function profilePlanted(options: {
  table: PlantedTable;
  detectors: readonly Detector[];
  seed: number;
}): Promise<Profile> {
  const { detectors, seed } = options;
  const { target } = options.table;
  return withLoaded([options.table], async ({ sql, tables: [table] }) => {
    invariant(table !== undefined, 'the table was loaded');
    return profileTable({
      sql,
      table,
      target: target === null ? null : { column: target },
      detectors,
      seed,
      now: () => performance.now(),
      asOf: '2026-01-01T00:00:00Z',
    });
  });
}
