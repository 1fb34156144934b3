import { applyFixToSpec } from '../../contract/apply-fix.ts';
import type { Fix } from '../../contract/fix.ts';
import type { FixPreview, FixPreviewRequest } from '../../contract/fix-effect.ts';
import { CoreError } from '../../errors.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { PART } from '../../split/plan.ts';
import { prepareSplit } from '../prepare-run.ts';

/** What a fix does to the parts. */
export interface PartsChanged {
  /** Numbers of rows that are in a part without the fix and in none with it. */
  readonly removed: readonly number[];
  /** How many of them are test rows without it. */
  readonly removedFromTest: number;
  /** Where the fix says what rows are parted by. */
  readonly split: FixPreview['split'];
  /** Why there are no parts with the fix, in words. */
  readonly obstacle: string[];
}

const unchanged: PartsChanged = { removed: [], removedFromTest: 0, split: null, obstacle: [] };

/** Plans the split with and without a fix that can change it, and compares the part of every row. */
export async function partsChangedBy(options: {
  sql: Sql;
  table: Table;
  request: FixPreviewRequest;
  salt: string;
  signal?: AbortSignal;
}): Promise<PartsChanged> {
  const { fix, target, split } = options.request;
  const after = applyFixToSpec(options.request, fix);
  const touchesTarget = 'column' in fix && fix.column === target.column;
  const isParting = changesSplit(options.request, fix);
  if (fix.kind !== 'drop-rows' && fix.kind !== 'drop-duplicate-rows' && !touchesTarget && !isParting) {
    return unchanged;
  }
  const before = (await prepareSplit({ ...options, spec: options.request })).plan.parts;
  const kinds = {
    from: split.kind,
    to: after.split.kind,
    rows: before.filter((part) => part !== PART.excluded).length,
  };
  try {
    const { plan } = await prepareSplit({ ...options, spec: after });
    const { removed, removedFromTest, moved } = compare(before, plan.parts);
    return {
      removed,
      removedFromTest,
      split: isParting ? { ...kinds, rowsMoved: moved } : null,
      obstacle: [],
    };
  } catch (error) {
    if (!(error instanceof CoreError) || error.code === 'CANCELLED') throw error;
    return {
      ...unchanged,
      split: isParting ? { ...kinds, rowsMoved: null } : null,
      obstacle: [error.message],
    };
  }
}

/** True where the rows are then parted by the fix's column, or were by a role of it that the fix takes away. */
function changesSplit({ recipe, split }: FixPreviewRequest, fix: Fix): boolean {
  if (fix.kind !== 'role') return false;
  const known = Object.hasOwn(recipe.roles, fix.column) ? recipe.roles[fix.column] : undefined;
  return fix.role === 'group' || fix.role === 'time' || (known !== undefined && known === split.kind);
}

function compare(
  before: Uint8Array,
  after: Uint8Array,
): { removed: number[]; removedFromTest: number; moved: number } {
  const removed: number[] = [];
  let [removedFromTest, moved] = [0, 0];
  for (const [row, part] of before.entries()) {
    const next = after[row];
    if (part === next) continue;
    if (next !== PART.excluded) moved++;
    else {
      removed.push(row + 1);
      if (part === PART.test) removedFromTest++;
    }
  }
  return { removed, removedFromTest, moved };
}
