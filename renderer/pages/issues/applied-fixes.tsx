import { Button } from '@mantine/core';
import type { RecipeSpec } from '../../../core/contract/experiment.ts';
import type { Fix } from '../../../core/contract/profile.ts';
import { describeFix } from '../../client/apply-fix.ts';
import { fixesOf } from '../../client/recipe-fixes.ts';
import { Card } from '../../ui/card.tsx';
import { capital, formatPlural } from '../../ui/format.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';

/** What the recipe does to columns, cells and rows; each can be taken out. */
export function AppliedFixes({ recipe, onRemove }: { recipe: RecipeSpec; onRemove: (fix: Fix) => void }) {
  const fixes = fixesOf(recipe);
  if (fixes.length === 0) return null;
  return (
    <Card title="In the recipe" aside={formatPlural(fixes.length, 'fix', 'fixes')} flush>
      <ScrollRegion label="Fixes in the recipe" maxHeight={280} className="applied-fixes">
        <ul>
          {fixes.map((fix) => {
            const text = describeFix(fix);
            return (
              <li key={JSON.stringify(fix)}>
                <span className="grow">{capital(text)}</span>
                <Button size="compact-xs" aria-label={`Take back: ${text}`} onClick={() => onRemove(fix)}>
                  Take back
                </Button>
              </li>
            );
          })}
        </ul>
      </ScrollRegion>
    </Card>
  );
}
