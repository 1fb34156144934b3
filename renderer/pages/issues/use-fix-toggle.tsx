import { type ReactNode, useState } from 'react';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import type { Fix } from '../../../core/contract/profile.ts';
import { applyFixToSpec, describeFix, isApplied, removeFixFromSpec } from '../../client/apply-fix.ts';
import type { Draft } from '../../client/use-draft.ts';
import { capital } from '../../ui/format.ts';
import { notify } from '../../ui/notice.tsx';
import { FixPreviewDialog } from './fix-preview-dialog.tsx';

/**
 * What a click on a fix does: one that the recipe has is taken back at once, another is previewed first. `dialog` is the
 * preview, to be shown somewhere on the page.
 */
export function useFixToggle(
  spec: ExperimentSpec | null,
  draft: Draft,
): { toggle: (fix: Fix) => void; dialog: ReactNode } {
  const [previewed, setPreviewed] = useState<Fix | null>(null);

  function change(fix: Fix): void {
    if (!spec) return;
    const isOn = isApplied(spec.recipe, fix);
    const label = isOn ? `taken back: ${describeFix(fix)}` : describeFix(fix);
    draft.update(label, (before) => (isOn ? removeFixFromSpec(before, fix) : applyFixToSpec(before, fix)));
    notify({ text: `${capital(label)}.`, actions: [{ label: 'Undo', run: draft.undo }] });
  }

  return {
    toggle(fix) {
      if (!spec) return;
      if (isApplied(spec.recipe, fix)) change(fix);
      else setPreviewed(fix);
    },
    dialog:
      spec && previewed ? (
        <FixPreviewDialog
          spec={spec}
          fix={previewed}
          onApply={() => change(previewed)}
          onClose={() => setPreviewed(null)}
        />
      ) : null,
  };
}
